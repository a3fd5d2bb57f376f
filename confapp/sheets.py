"""Tables to take away: XLSX and CSV in which text stays text, whatever it begins with."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO, StringIO
from typing import TypeAlias

from flask import Response
from xlsxwriter import Workbook

from confapp.clock import in_vietnam
from confapp.downloads import as_download

Cell: TypeAlias = str | int | float | datetime | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What spreadsheets take for the beginning of a formula, in their full-width forms too.
BEGINS_A_FORMULA = tuple("=+-@\t\r＝＋－＠")
LONGEST_CELL = 32_767
WIDEST, NARROWEST = 60, 8


def xlsx(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet with a head that stays; text is written as text, moments as dates of Viet Nam."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(content, {**options, "remove_timezone": True}) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm", "align": "left"})
        widths = [len(head) for head in heads]
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(number, column, in_vietnam(cell), moment)
                elif isinstance(cell, (int, float)):
                    sheet.write_number(number, column, cell)
                elif cell:
                    sheet.write_string(number, column, _printable(cell)[:LONGEST_CELL])
                widths[column] = max(widths[column], len(_text(cell)))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(WIDEST, max(NARROWEST, width + 2)))
        sheet.freeze_panes(1, 0)
    return content.getvalue()


def csv_file(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with the mark by which Excel knows it; a quote keeps formulas from being run."""
    content = StringIO()
    writer = csv.writer(content)
    writer.writerow(heads)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return content.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """The sheet as a download that is named after its title."""
    return as_download(xlsx(title, heads, rows), XLSX, f"{title}.xlsx")


def as_csv(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    return as_download(csv_file(heads, rows), "text/csv; charset=utf-8", f"{title}.csv")


def _harmless(cell: Cell) -> str:
    text = _printable(_text(cell))
    is_text = isinstance(cell, str)
    return f"'{text}" if is_text and text.startswith(BEGINS_A_FORMULA) else text


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return f"{in_vietnam(cell):%d/%m/%Y %H:%M}"
    return "" if cell is None else str(cell)


def _printable(text: str) -> str:
    return "".join(c for c in text if c.isprintable() or c in "\n\t\r\u00a0")


def _sheet_name(title: str) -> str:
    """At most 31 characters, without those that a sheet's name must not have."""
    return "".join(c for c in title if c not in "[]:*?/\\'")[:31] or "1"
