"""The whole program as a stranger starts it, with a real mail server and a real browser."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.mailbox import Mailbox, mail_server

ROOT = Path(__file__).resolve().parents[2]
SLUG = "tap-huan-13-11-2025"
PASSWORD = "hoi-nghi-demo-2025"
PHONE = {"width": 360, "height": 740}
# For a busy machine: whatever is waited for has come long before.
PATIENCE_SECONDS = 60
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=1000 * PATIENCE_SECONDS)


@dataclass
class Day:
    """A running sample day: its address, and where its letters arrive."""

    address: str
    mailbox: Mailbox

    def page(self, path: str) -> str:
        return f"{self.address}/{SLUG}/{path}"


@pytest.fixture(scope="session")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    folder = tmp_path_factory.mktemp("day")
    with mail_server() as (mailbox, mail_url), (folder / "errors").open("w+") as errors:
        port = free_port()
        options = ["--demo", "--port", str(port), "--data", str(folder / "instance")]
        process = subprocess.Popen(
            [sys.executable, "-m", "confapp.serving", *options],
            cwd=ROOT,
            env=os.environ | {"CONFAPP_MAIL_URL": mail_url},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        try:
            said = await_line(process, "Ctrl-C")
            assert said, (folder / "errors").read_text()
            yield Day(f"http://127.0.0.1:{port}", mailbox)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=PATIENCE_SECONDS)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    assert path, f"none of {', '.join(CHROMIUMS)} is installed: bin/setup develop sees to it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium: Browser, day: Day) -> Iterator[Callable[..., Page]]:
    """Opens a browser of somebody's own, in Vietnamese; a phone unless it is told otherwise."""
    contexts: list[BrowserContext] = []

    def opened(email: str = "", *, viewport: dict[str, int] | None = None) -> Page:
        context = chromium.new_context(viewport=viewport or PHONE, locale="vi-VN")
        context.set_default_timeout(1000 * PATIENCE_SECONDS)
        contexts.append(context)
        page = context.new_page()
        if email:
            sign_in(page, day, email)
        return page

    yield opened
    for context in contexts:
        context.close()


def sign_in(page: Page, day: Day, email: str) -> None:
    page.goto(f"{day.address}/sign-in")
    page.locator("#email").fill(f"{email}@demo.example.org")
    page.locator("#password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def await_line(process: subprocess.Popen[str], words: str) -> bool:
    """Waits until the program has printed these words, or has ended without."""
    assert process.stdout
    return any(words in line for line in process.stdout)
