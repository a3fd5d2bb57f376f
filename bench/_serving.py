"""Two programs under the same gunicorn settings, asked by the same client in turn."""

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from confapp.settings import ROOT

CONNECTIONS = 8
SECONDS = 2.0
ROUNDS = 5
HELLO = """
from flask import Flask
app = Flask(__name__)

@app.get("/")
def hello():
    return "hello"
"""


@dataclass(frozen=True)
class Asked:
    """What is asked of which server."""

    port: int
    path: str
    etag: str = ""

    @property
    def request(self) -> bytes:
        condition = f"If-None-Match: {self.etag}\r\nSec-Fetch-Mode: cors\r\n" if self.etag else ""
        head = f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{condition}\r\n"
        return head.encode()


@contextmanager
def confapp() -> Iterator[int]:
    """The program with the seeded event, on a port of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environ = os.environ | {"CONFAPP_DATA_DIR": folder}
        prepare = (
            "from flask_migrate import upgrade; from confapp import create_app; "
            "from confapp.seeding import seed_if_empty\n"
            "with create_app().app_context(): upgrade(); seed_if_empty()"
        )
        subprocess.run([sys.executable, "-c", prepare], env=environ, cwd=ROOT, check=True)
        with gunicorn("wsgi:app", environ) as port:
            yield port


@contextmanager
def hello() -> Iterator[int]:
    """A bare Flask program that says hello."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "hello.py").write_text(HELLO)
        environ = os.environ | {"PYTHONPATH": folder, "CONFAPP_DATA_DIR": folder}
        with gunicorn("hello:app", environ) as port:
            yield port


def rates(*programs: Asked) -> list[float]:
    """Answers a second of each: the best of some rounds, taken in turn after a warm-up."""
    for program in programs:
        _rate(program, SECONDS / 2)
    rounds = [[_rate(program, SECONDS) for program in programs] for _ in range(ROUNDS)]
    return [max(found) for found in zip(*rounds, strict=True)]


def ask(program: Asked) -> tuple[bytes, bytes]:
    """Head and body of one answer."""
    with socket.create_connection(("127.0.0.1", program.port)) as connection:
        connection.sendall(program.request)
        return _read(connection.makefile("rb"))


def _rate(program: Asked, seconds: float) -> float:
    expected = b"304" if program.etag else b"200"
    counts = [0] * CONNECTIONS
    until = time.monotonic() + seconds

    def visit(number: int) -> None:
        with socket.create_connection(("127.0.0.1", program.port)) as connection:
            answers = connection.makefile("rb", buffering=65536)
            while time.monotonic() < until:
                connection.sendall(program.request)
                head, _body = _read(answers)
                if head[9:12] != expected:
                    raise SystemExit(f"{program.path}: {head[:40]!r}")
                counts[number] += 1

    threads = [threading.Thread(target=visit, args=(n,)) for n in range(CONNECTIONS)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - begun)


def _read(answers: BufferedReader) -> tuple[bytes, bytes]:
    head = b""
    length = 0
    while (line := answers.readline()) not in (b"\r\n", b""):
        head += line
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    return head, answers.read(length) if length else b""


@contextmanager
def gunicorn(program: str, environ: dict[str, str]) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    config = str(ROOT / "confapp/gunicorn_config.py")
    command = [sys.executable, "-m", "gunicorn", "--config", config, "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen([*command, program], env=environ, cwd=ROOT)
    try:
        _await(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _await(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server does not answer")
