"""Mail servers that fail, each in its own way, on real sockets."""

import email
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer

from tests.mailbox import free_port

USUAL = {b"EHLO": b"250 test", b"DATA": b"354 go on", b"QUIT": b"221 bye"}


class Visit(StreamRequestHandler):
    """One connection to a troubled server."""

    server: "TroubledServer"

    def handle(self) -> None:
        with self.server.changed:
            self.server.visits += 1
        if self.server.trouble == "hangs":
            self.server.over.wait()
            return
        self._say(b"220 test")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            self._say(self._answer(verb))
            if verb == b"DATA" and not self._go_on_after(self._letter()):
                return

    def _answer(self, verb: bytes) -> bytes:
        code = self.server.trouble.split()[0]
        if verb == b"RCPT" and code.isdigit():
            return self.server.trouble.encode()
        return USUAL.get(verb, b"250 OK")

    def _letter(self) -> EmailMessage:
        lines = iter(self.rfile.readline, b".\r\n")
        return email.message_from_bytes(b"".join(lines), policy=policy.default)

    def _go_on_after(self, letter: EmailMessage) -> bool:
        with self.server.changed:
            self.server.letters.append(letter)
            self.server.changed.notify_all()
        if self.server.trouble == "hangs after the letter":
            self.server.over.wait()
        return False

    def _say(self, answer: bytes) -> None:
        self.wfile.write(answer + b"\r\n")


class TroubledServer(ThreadingTCPServer):
    """Says `trouble` to each recipient if it is an answer, else fails in the way it names."""

    allow_reuse_address = True

    def __init__(self, trouble: str, port: int) -> None:
        super().__init__(("127.0.0.1", port), Visit)
        self.trouble, self.visits = trouble, 0
        self.letters: list[EmailMessage] = []
        self.over, self.changed = threading.Event(), threading.Condition()

    def await_letter(self) -> EmailMessage:
        with self.changed:
            assert self.changed.wait_for(lambda: self.letters, timeout=60), "no letter came"
        return self.letters[-1]


@contextmanager
def troubled(trouble: str, port: int | None = None) -> Iterator[TroubledServer]:
    """A server with this trouble until the end of the block."""
    with TroubledServer(trouble, port or free_port()) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
