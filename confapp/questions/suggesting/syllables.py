"""A text as syllables: how each was typed, and how it compares with others."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from confapp.vietnamese import nfc

# A question has at most 1,500 letters; of a longer text the beginning says enough.
LONGEST = 4_000
RUNS = re.compile(r"[^\W_]+")
ENDS_IN_Y = re.compile(r"(?<=[b-df-hj-np-tv-z])y$")
HALF_TYPED = 0.25


@dataclass(frozen=True)
class Form:
    """What a syllable compares by: `plain` without marks, `marked` with them in a fixed order."""

    plain: str
    marked: str

    @property
    def has_marks(self) -> bool:
        return self.plain != self.marked


@dataclass(frozen=True)
class Syllable:
    """A syllable and where it stands in the text; an abbreviation gives several at one place."""

    form: Form
    start: int
    end: int


def cut(text: str) -> str:
    """The text whose places the syllables name: in NFC, and not longer than is worth reading."""
    return nfc(text[: 2 * LONGEST])[:LONGEST]


def syllables(text: str) -> list[Syllable]:
    """The syllables of a text that `cut` gave."""
    return [Syllable(form(run[0]), *run.span()) for run in RUNS.finditer(text)]


def forms(text: str) -> tuple[Form, ...]:
    return tuple(one.form for one in syllables(cut(text)))


def has_marks(typed: list[Syllable]) -> bool:
    """Whether the text was typed with marks, as about two thirds of all syllables have them."""
    marked = sum(one.form.has_marks for one in typed)
    return marked > HALF_TYPED * len(typed)


@lru_cache(maxsize=20_000)
def form(run: str) -> Form:
    """How the syllable compares: hòa is hoà, kỹ is kĩ, Đ is đ."""
    parts = unicodedata.normalize("NFD", run.casefold())
    letters = "".join(part for part in parts if not unicodedata.combining(part))
    letters = ENDS_IN_Y.sub("i", letters).replace("quy", "qui")
    marks = sorted(part for part in parts if unicodedata.combining(part))
    return Form(letters.replace("đ", "d"), letters + "".join(marks))
