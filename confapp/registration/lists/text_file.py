"""Reading CSV as Excel and others write it: any separator, any Unicode."""

import csv
from io import StringIO

from confapp.registration.lists.cells import (
    DAMAGED,
    LONGEST_TEXT,
    MOST_ROWS,
    TOO_MANY_ROWS,
    UNKNOWN_KIND,
    Sheet,
    Unreadable,
)

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SEPARATORS = "\t;,"
LOOKED_AT = 20


def read(content: bytes) -> list[Sheet]:
    """The one sheet that such a file is; raises `Unreadable`."""
    return [sheet_of(_decoded(content))]


def sheet_of(text: str) -> Sheet:
    """The rows of separated text, as it is in a file or is pasted from a spreadsheet."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n", MOST_ROWS * 2)
    if len(lines) > MOST_ROWS * 2:
        raise Unreadable(TOO_MANY_ROWS)
    separator = _separator(lines)
    if lines[0].casefold().startswith("sep=") and len(lines[0]) == 5:
        separator, text = lines[0][4], text.partition("\n")[2]
    return _rows(text, separator)


def _rows(text: str, separator: str) -> Sheet:
    sheet = Sheet("")
    csv.field_size_limit(100 * LONGEST_TEXT)
    try:
        for row, cells in enumerate(csv.reader(StringIO(text), delimiter=separator)):
            for column, cell in enumerate(cells):
                sheet.put(row, column, cell)
    except csv.Error:
        raise Unreadable(DAMAGED) from None
    return sheet


def _separator(lines: list[str]) -> str:
    """What most lines have most of: two lines of a title may have commas."""
    looked_at = [line for line in lines if line.strip()][:LOOKED_AT]

    def lines_with(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in looked_at]
        return sum(count > 1 for count in counts), sum(counts)

    return max(SEPARATORS, key=lines_with)


def _decoded(content: bytes) -> str:
    marked = next((name for mark, name in MARKS.items() if content.startswith(mark)), None)
    for encoding in [marked] if marked else _guesses(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(UNKNOWN_KIND)


def _guesses(content: bytes) -> list[str]:
    """Without a mark: UTF-16 shows by its zeros, Excel's own CSV in Viet Nam is Windows-1258."""
    if b"\0" in content[:200]:
        return ["utf-16-le", "utf-16-be"]
    return ["utf-8", "cp1258"]
