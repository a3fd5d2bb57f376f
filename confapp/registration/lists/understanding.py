"""What a sheet is understood to be: which row is its head, which column holds what."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from confapp.registration.lists import heads
from confapp.registration.lists.cells import Sheet

LOOKED_AT = 60
COLUMN_NUMBER = re.compile(r"\(?\s*(\d{1,2}|[A-Za-z])\s*\)?")


@dataclass(frozen=True)
class Understanding:
    """The head's row, and the role of each column that has one; rows and columns from 0."""

    head: int
    columns: dict[int, str]


def understood(sheet: Sheet) -> Understanding | None:
    """The row with most known heads; nothing when none names people and one thing more."""
    best: Understanding | None = None
    for row in sorted(sheet.rows)[:LOOKED_AT]:
        columns = _columns(sheet.rows[row])
        is_head = len(columns) > 1 and heads.NAMING & set(columns.values())
        # A head of two rows, merged downwards, says the same twice: people begin below the last.
        if is_head and (best is None or len(columns) >= len(best.columns)):
            best = Understanding(row, columns)
    return best


def body(sheet: Sheet, head: int) -> Iterator[tuple[int, dict[int, str]]]:
    """The rows below the head that say anything, without the one that numbers the columns."""
    for row in sorted(sheet.rows):
        cells = sheet.rows[row]
        if row > head and not _numbers_the_columns(cells):
            yield row, cells


def is_heading(cells: Mapping[int, str]) -> bool:
    """Whether the row is one text, alone or merged across: a heading over those who follow."""
    return len(set(cells.values())) == 1


def _columns(cells: Mapping[int, str]) -> dict[int, str]:
    columns: dict[int, str] = {}
    for column, text in sorted(cells.items()):
        role = heads.role_of(text)
        if role and role not in columns.values():
            columns[column] = role
    return columns


def _numbers_the_columns(cells: Mapping[int, str]) -> bool:
    return len(cells) > 1 and all(COLUMN_NUMBER.fullmatch(text) for text in cells.values())
