"""The same letter in HTML, for mail programs that show it: its paragraphs, and our own links."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from flask import current_app, render_template
from flask_babel import force_locale

from confapp.mail.models import Message


@dataclass(frozen=True)
class Piece:
    """Some words of a line; with an address they are a link to it."""

    text: str
    href: str = ""


Line: TypeAlias = list[Piece]


def as_html(message: Message, *, sender: str) -> str:
    with force_locale(message.language):
        return render_template(
            "mail/letter.html",
            message=message,
            sender=sender,
            paragraphs=paragraphs(message),
            home=current_app.config["SETTINGS"].base_url,
        )


def paragraphs(message: Message) -> list[list[Line]]:
    """The lines between empty lines, each in pieces."""
    groups: list[list[Line]] = [[]]
    for line in _lines(message):
        if any(piece.text.strip() for piece in line):
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _lines(message: Message) -> Iterator[Line]:
    start = 0
    for line in message.text.split("\n"):
        end = start + len(line)
        yield list(_pieces(message, start, end))
        start = end + 1


def _pieces(message: Message, start: int, end: int) -> Iterator[Piece]:
    for begins, ends in message.links:
        if start <= begins and ends <= end:
            yield Piece(message.text[start:begins])
            yield Piece(message.text[begins:ends], message.text[begins:ends])
            start = ends
    yield Piece(message.text[start:end])
