"""What is read out of a file of any kind: sheets of text, within limits."""

from dataclasses import dataclass, field
from typing import Any, Self

MOST_ROWS = 10_000
MOST_COLUMNS = 60
MOST_CELLS = 120_000
MOST_SEEN = 2 * MOST_CELLS
MOST_SHEETS = 20
LONGEST_TEXT = 1_000

EMPTY, DAMAGED, UNKNOWN_KIND, PROTECTED = "empty", "damaged", "unknown_kind", "protected"
TOO_LARGE, TOO_MANY_ROWS, TOO_MANY_CELLS, TOO_SLOW = "large", "rows", "cells", "slow"


class Unreadable(Exception):
    """The file is not read; the reason is one of the codes above."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Sheet:
    """A sheet's texts by row and column from 0, and which were written in an old font."""

    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    old_font: set[tuple[int, int]] = field(default_factory=set)
    cells: int = 0

    def put(self, row: int, column: int, text: str, *, is_old: bool = False) -> None:
        """Keep the text, if there is any and the sheet is not too wide; raises `Unreadable`."""
        text = text.strip()[:LONGEST_TEXT]
        if not text or column >= MOST_COLUMNS:
            return
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise Unreadable(TOO_MANY_CELLS)
        self.rows.setdefault(row, {})[column] = text
        if len(self.rows) > MOST_ROWS:
            raise Unreadable(TOO_MANY_ROWS)
        if is_old:
            self.old_font.add((row, column))

    def spread(self, top: int, left: int, bottom: int, right: int) -> None:
        """Let every cell of a merged area say what its first one says."""
        text = self.rows.get(top, {}).get(left, "")
        is_old = (top, left) in self.old_font
        for row in range(top, min(bottom, top + MOST_ROWS) + 1) if text else ():
            for column in range(left, min(right, MOST_COLUMNS - 1) + 1):
                self.put(row, column, text, is_old=is_old)

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "rows": [[row, list(cells.items())] for row, cells in sorted(self.rows.items())],
            "old_font": sorted(self.old_font),
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Self:
        rows = {row: dict(map(tuple, cells)) for row, cells in told["rows"]}
        return cls(told["name"], rows, {(row, column) for row, column in told["old_font"]})
