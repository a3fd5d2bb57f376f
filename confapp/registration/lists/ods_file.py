"""Reading ODS: texts as shown, with the font of each cell's style, and merged areas."""

from confapp.registration.lists.cells import (
    MOST_SEEN,
    MOST_SHEETS,
    TOO_MANY_CELLS,
    Sheet,
    Unreadable,
)
from confapp.registration.lists.old_fonts import is_old, repaired
from confapp.registration.lists.packed import Package, local
from confapp.registration.lists.xlsx_file import as_shown

CONTENT = "content.xml"
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
MOST_REPEATED = 10_001


def read(package: Package) -> list[Sheet]:
    reader = _Reader()
    for part in ("styles.xml", CONTENT):
        if part in package.names:
            package.parse(part, reader.begin, end=reader.end, text=reader.text)
    return reader.sheets


class _Reader:
    """The sheets, as the document goes by."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._faces: dict[str, str] = {}
        self._fonts: dict[str, str] = {}
        self._style = ""
        self._row = self._column = self._repeat_row = self._repeat_cell = self._seen = 0
        self._about: dict[str, str] = {}
        self._cell_font = self._span_font = ""
        self._cells: list[tuple[int, str, bool]] = []
        self._areas: list[tuple[int, int, int, int]] = []
        self._pieces: list[str] = []
        self._was_old = self._is_in_text = self._is_in_note = False

    def begin(self, tag: str, given: dict[str, str]) -> None:
        about = {local(name): value for name, value in given.items()}
        match local(tag):
            case "font-face":
                self._faces[about.get("name", "")] = about.get("font-family", "").strip("'\"")
            case "style":
                self._begin_style(about)
            case "text-properties":
                self._note_font(about)
            case "table":
                self._begin_table(about)
            case "table-row":
                self._repeat_row, self._column, self._cells = _times(about, "rows"), 0, []
            case "table-cell" | "covered-table-cell":
                self._begin_cell(about)
            case "annotation":
                self._is_in_note = True
            case "p" | "h":
                self._begin_paragraph()
            case "span":
                self._span_font = self._fonts.get(about.get("style-name", ""), "")
            case "s":
                self.text(" " * min(int(about.get("c", "1") or 1), 100))

    def end(self, tag: str) -> None:
        match local(tag):
            case "annotation":
                self._is_in_note = False
            case "p" | "h":
                self._is_in_text = False
            case "span":
                self._span_font = ""
            case "table-cell" | "covered-table-cell":
                self._end_cell()
            case "table-row":
                self._end_row()
            case "table" if self.sheets:
                for area in self._areas:
                    self.sheets[-1].spread(*area)

    def text(self, piece: str) -> None:
        if self._is_in_text and not self._is_in_note:
            font = self._span_font or self._cell_font
            self._was_old = self._was_old or is_old(font)
            self._pieces.append(repaired(piece, font))

    def _begin_style(self, about: dict[str, str]) -> None:
        self._style = about.get("name", "")
        self._fonts[self._style] = self._fonts.get(about.get("parent-style-name", ""), "")

    def _note_font(self, about: dict[str, str]) -> None:
        named = self._faces.get(about.get("font-name", ""), about.get("font-name", ""))
        font = about.get("font-family", "").strip("'\"") or named
        if font:
            self._fonts[self._style] = font

    def _begin_table(self, about: dict[str, str]) -> None:
        if len(self.sheets) >= MOST_SHEETS:
            raise Unreadable(TOO_MANY_CELLS)
        self.sheets.append(Sheet(about.get("name", "")))
        self._row, self._areas = 0, []

    def _begin_cell(self, about: dict[str, str]) -> None:
        self._seen += 1
        if self._seen > MOST_SEEN:
            raise Unreadable(TOO_MANY_CELLS)
        self._about, self._pieces, self._was_old = about, [], False
        self._repeat_cell = _times(about, "columns")
        self._cell_font = self._fonts.get(about.get("style-name", ""), "")

    def _begin_paragraph(self) -> None:
        if self._pieces:
            self._pieces.append(" ")
        self._is_in_text = True

    def _end_cell(self) -> None:
        if not self.sheets:
            return
        if self._about.get("value-type") == "float":
            self._pieces = [as_shown(self._about.get("value", ""))]
        text = "".join(self._pieces)
        for place in range(self._column, self._column + min(self._repeat_cell, 100)):
            if text:
                self._cells.append((place, text, self._was_old and not text.isascii()))
        down, across = (_span(self._about, what) for what in ("rows", "columns"))
        if down > 1 or across > 1:
            last = (self._row + down - 1, self._column + across - 1)
            self._areas.append((self._row, self._column, *last))
        self._column += self._repeat_cell

    def _end_row(self) -> None:
        for row in range(self._row, self._row + min(self._repeat_row, MOST_REPEATED)):
            for column, text, was_old in self._cells:
                self.sheets[-1].put(row, column, text, is_old=was_old)
        self._row += self._repeat_row


def _times(about: dict[str, str], what: str) -> int:
    return _number(about.get(f"number-{what}-repeated", ""))


def _span(about: dict[str, str], what: str) -> int:
    return _number(about.get(f"number-{what}-spanned", ""))


def _number(written: str) -> int:
    return min(int(written), 2_000_000) if written.isdigit() and len(written) < 9 else 1
