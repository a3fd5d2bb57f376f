"""A real SMTP server for tests, and what it was handed."""

import email
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


class Mailbox:
    """The letters that have arrived; it may refuse for a while, or let something happen first."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refusal = ""
        self.on_arrival: Callable[[], None] = lambda: None
        self._arrived = threading.Condition()

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802 – aiosmtpd's name
        if self.refusal:
            return self.refusal
        letter = email.message_from_bytes(envelope.content, policy=policy.default)
        self.on_arrival()
        with self._arrived:
            self.letters.append(letter)
            self._arrived.notify_all()
        return "250 OK"

    def letter_to(self, address: str, *, number: int = 1) -> EmailMessage:
        """The first, second … letter to this address, which may still be on its way."""
        with self._arrived:
            arrived = self._arrived.wait_for(lambda: len(self._to(address)) >= number, timeout=60)
        assert arrived, f"no letter {number} to {address}"
        return self._to(address)[number - 1]

    def _to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if letter["To"] == address]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


@contextmanager
def mail_server(port: int | None = None) -> Iterator[tuple[Mailbox, str]]:
    """A server on this or a free port, with the `smtp://` address to give to the program."""
    mailbox, port = Mailbox(), port or free_port()
    server = Controller(mailbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield mailbox, f"smtp://127.0.0.1:{port}"
    finally:
        server.stop()


def plain_text(letter: EmailMessage) -> str:
    return letter.get_body(("plain",)).get_content()


def html_text(letter: EmailMessage) -> str:
    return letter.get_body(("html",)).get_content()


def link_in(letter: EmailMessage) -> str:
    found = re.search(r"https?://\S+/sign-in/link/\S+", plain_text(letter))
    assert found, letter
    return found[0]
