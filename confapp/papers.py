"""Official papers: our own HTML becomes tagged PDF/A that fetches nothing but our static files."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from confapp.i18n import official_day
from confapp.settings import ROOT

if TYPE_CHECKING:
    from confapp.press import Press

STATIC: Final = ROOT / "static"
SCHEME: Final = "paper:"
TYPES: Final = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml"}
MM_PER_POINT: Final = 25.4 / 72


class PaperError(RuntimeError):
    """A paper cannot be made: something that it names is missing or must not be fetched."""


def render(
    html: str, *, stylesheet: str, title: str, dated: date | None = None, to_sign: str = ""
) -> bytes:
    """PDF/A-2a with PDF/UA-1, in Vietnamese; the same input gives the same bytes.

    `stylesheet` is a path below static, such as "papers/certificate.css"; `to_sign` names an empty
    field for a digital signature. Raises `PaperError`.
    """
    # Fontconfig, Pango and the parsed style are one a process and not made for threads.
    with _pressing, _uncollected():
        return _press().print(html, stylesheet, title, dated, to_sign)


def official_date(day: date, place: str = "") -> str:
    """Hà Nội, ngày 13 tháng 11 năm 2025."""
    return f"{place}, {official_day(day)}" if place else official_day(day)


def text_width(text: str, *, points: float, face: str = "regular") -> float:
    """Millimetres that the text takes in the paper's serif, without kerning (which narrows it)."""
    advances = _advances(face)
    return sum(advances.get(letter, 1) for letter in text) * points * MM_PER_POINT


def count_lines(text: str, *, points: float, width: float, face: str = "regular") -> int:
    """Lines of `width` millimetres that the text takes when broken between words."""
    return len(_broken(text, points, width, face)) or 1


def balanced(text: str, *, points: float, width: float, face: str = "regular") -> str:
    """The text with line ends, in no more lines than `width` takes and about equally long ones."""
    lines = count_lines(text, points=points, width=width, face=face)
    narrow = text_width(text, points=points, face=face) / lines
    while lines > 1 and count_lines(text, points=points, width=narrow, face=face) > lines:
        narrow += points * MM_PER_POINT / 2
    return "\n".join(_broken(text, points, narrow, face)) if lines > 1 else text


def fitting_size(
    text: str, sizes: Sequence[int], *, width: float, lines: int = 1, face: str = "regular"
) -> int:
    """The first of the sizes, in points, at which the text takes no more lines; else the last."""
    for points in sizes:
        if count_lines(text, points=points, width=width, face=face) <= lines:
            return points
    return sizes[-1]


def fetch(url: str) -> tuple[bytes, str]:
    """What a paper may contain: our static files, as paper:NAME."""
    path = (STATIC / url.removeprefix(SCHEME)).resolve()
    if not (url.startswith(SCHEME) and path.is_relative_to(STATIC) and path.suffix in TYPES):
        raise PaperError(f"A paper must not fetch {url[:80]!r}.")
    if not path.is_file():
        raise PaperError(f"A paper lacks {path}; python -m confapp.fonts makes the fonts.")
    return path.read_bytes(), TYPES[path.suffix]


def lacking(text: str) -> str:
    """The letters that the paper's serif does not have."""
    return "".join(
        sorted({letter for letter in text if letter not in _advances("regular")} - {"\n"})
    )


def _broken(text: str, points: float, width: float, face: str) -> list[str]:
    if text_width(text, points=points, face=face) <= width:
        return [text]
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, points=points, face=face) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


_pressing = Lock()


@contextmanager
def _uncollected() -> Iterator[None]:
    """The collector finds nothing until a paper is done, and looking costs a twentieth of it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def _press() -> Press:
    # WeasyPrint takes a third of a second to import, which only who prints should pay.
    from confapp.press import Press

    # Fonts can only be given back while Python still has its modules.
    atexit.register(_press.cache_clear)
    return Press()


@cache
def _advances(face: str) -> dict[str, float]:
    from fontTools.ttLib import TTFont

    with TTFont(STATIC / "fonts" / f"paper-{face}.ttf") as font:
        widths, em = font["hmtx"], font["head"].unitsPerEm
        return {chr(code): widths[name][0] / em for code, name in font.getBestCmap().items()}
