"""Addresses that the program itself puts into a letter: these and no others become links."""

from typing import Any, TypeAlias

# Noncharacters of Unicode, which no text may hold that is exchanged.
_BEGIN, _END = "\ufdd0", "\ufdd1"
_UNMARKED = str.maketrans("", "", _BEGIN + _END)

Span: TypeAlias = tuple[int, int]


class Link(str):
    """An address of our own pages, among the words of a letter."""

    __slots__ = ()


def marked(word: Any) -> str:
    """The word as it goes into a letter's text: a link between marks, all else without any."""
    text = str(word).translate(_UNMARKED)
    return f"{_BEGIN}{text}{_END}" if isinstance(word, Link) else text


def taken_apart(text: str) -> tuple[str, list[Span]]:
    """The plain text, and from where to where in it the links are."""
    plain, spans = "", []
    for number, piece in enumerate(text.replace(_END, _BEGIN).split(_BEGIN)):
        if number % 2:
            spans.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, spans
