"""Abbreviations that officials use, and what they stand for."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from confapp.questions.suggesting.syllables import Form, Syllable, forms

LONGEST = 4


@dataclass
class Abbreviations:
    """What each abbreviation stands for, by how it compares without marks."""

    known: dict[tuple[str, ...], tuple[Form, ...]] = field(default_factory=dict)

    def write_out(self, typed: list[Syllable]) -> list[Syllable]:
        """The syllables with each abbreviation written out at its place, the longest first."""
        return list(self._written_out(typed)) if self.known else typed

    def _written_out(self, typed: list[Syllable]) -> Iterator[Syllable]:
        at = 0
        while at < len(typed):
            length, full = self._at(typed, at)
            if full:
                start, end = typed[at].start, typed[at + length - 1].end
                yield from (Syllable(form, start, end) for form in full)
            else:
                yield typed[at]
            at += length

    def _at(self, typed: list[Syllable], at: int) -> tuple[int, tuple[Form, ...]]:
        for length in range(min(LONGEST, len(typed) - at), 0, -1):
            full = self.known.get(tuple(one.form.plain for one in typed[at : at + length]))
            if full:
                return length, full
        return 1, ()


def read(path: Path) -> Abbreviations:
    """The abbreviations of a file with the columns `short` and `full`."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, dialect="excel-tab"))
    return Abbreviations({_key(row["short"]): forms(row["full"]) for row in rows})


def _key(short: str) -> tuple[str, ...]:
    return tuple(form.plain for form in forms(short))
