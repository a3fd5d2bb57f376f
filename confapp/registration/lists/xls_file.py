"""Reading XLS, the files of Excel before 2007."""

import struct
from typing import Any

import xlrd

from confapp.registration.lists.cells import (
    DAMAGED,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    PROTECTED,
    TOO_MANY_ROWS,
    Sheet,
    Unreadable,
)
from confapp.registration.lists.old_fonts import is_old, repaired
from confapp.registration.lists.xlsx_file import as_shown

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
# A damaged file makes xlrd stumble in any of these ways.
STUMBLES = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    struct.error,
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    OverflowError,
)


def read(content: bytes) -> list[Sheet]:
    """The workbook's visible sheets; raises `Unreadable`."""
    try:
        with open_book(content) as book:
            visible = [sheet for sheet in book.sheets() if not sheet.visibility]
            return [_sheet(book, sheet) for sheet in visible[:MOST_SHEETS]]
    except STUMBLES as stumble:
        is_protected = "encrypted" in str(stumble).lower()
        raise Unreadable(PROTECTED if is_protected else DAMAGED) from None


def open_book(content: bytes) -> Any:
    return xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=_Quiet())


class _Quiet:
    """Where xlrd's remarks go."""

    def write(self, _remark: str) -> None:
        """Nobody reads them."""


def _sheet(book: Any, source: Any) -> Sheet:
    sheet = Sheet(source.name)
    for row in range(source.nrows):
        if len(sheet.rows) > MOST_ROWS:
            raise Unreadable(TOO_MANY_ROWS)
        for column in range(min(source.row_len(row), MOST_COLUMNS)):
            _keep(sheet, book, source, row, column)
    for top, bottom, left, right in source.merged_cells:
        sheet.spread(top, left, bottom - 1, right - 1)
    return sheet


def _keep(sheet: Sheet, book: Any, source: Any, row: int, column: int) -> None:
    kind, value = source.cell_type(row, column), source.cell_value(row, column)
    if kind == xlrd.XL_CELL_NUMBER:
        sheet.put(row, column, as_shown(repr(value)))
    elif kind == xlrd.XL_CELL_TEXT:
        runs = _runs(book, source, row, column, value)
        text = "".join(repaired(piece, font) for piece, font in runs)
        was_old = any(is_old(font) for _piece, font in runs) and not text.isascii()
        sheet.put(row, column, text, is_old=was_old)


def _runs(book: Any, source: Any, row: int, column: int, text: str) -> list[tuple[str, str]]:
    """The pieces of a cell's text with their fonts."""
    first = book.xf_list[source.cell_xf_index(row, column)].font_index
    begins = [(0, first), *source.rich_text_runlist_map.get((row, column), [])]
    ends = [start for start, _font in begins[1:]] + [len(text)]
    return [
        (text[start:end], book.font_list[font].name)
        for (start, font), end in zip(begins, ends, strict=True)
    ]
