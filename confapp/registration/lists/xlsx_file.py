"""Reading XLSX: values as shown, with the font of each piece of text, and merged areas."""

import posixpath
import re

from confapp.registration.lists.cells import (
    DAMAGED,
    MOST_CELLS,
    MOST_SEEN,
    MOST_SHEETS,
    TOO_MANY_CELLS,
    Sheet,
    Unreadable,
)
from confapp.registration.lists.old_fonts import is_old, repaired
from confapp.registration.lists.packed import Package, local
from confapp.registration.lists.xlsx_texts import Fonts, Run, Strings

WORKBOOK = "xl/workbook.xml"
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


def read(package: Package) -> list[Sheet]:
    """The workbook's visible sheets in their order."""
    strings = Strings(package) if "xl/sharedStrings.xml" in package.names else None
    fonts = Fonts(package).by_style if "xl/styles.xml" in package.names else []
    shared = strings.all if strings else []
    return [
        _SheetReader(package, name, path, shared, fonts).sheet for name, path in _paths(package)
    ]


def _paths(package: Package) -> list[tuple[str, str]]:
    sheets: list[tuple[str, str]] = []
    targets: dict[str, str] = {}

    def note_sheet(tag: str, about: dict[str, str]) -> None:
        if local(tag) == "sheet" and about.get("state", "visible") == "visible":
            relation = next((v for k, v in about.items() if local(k) == "id"), "")
            sheets.append((about.get("name", ""), relation))

    def note_target(tag: str, about: dict[str, str]) -> None:
        if local(tag) == "Relationship":
            target = about.get("Target", "")
            path = target[1:] if target.startswith("/") else f"xl/{target}"
            targets[about.get("Id", "")] = posixpath.normpath(path)

    package.parse(WORKBOOK, note_sheet)
    package.parse("xl/_rels/workbook.xml.rels", note_target)
    found = [(name, targets.get(relation, "")) for name, relation in sheets[:MOST_SHEETS]]
    return [(name, path) for name, path in found if path.startswith("xl/worksheets/")]


class _SheetReader:
    """One sheet, cell by cell."""

    def __init__(
        self, package: Package, name: str, path: str, shared: list[list[Run]], fonts: list[str]
    ) -> None:
        self.sheet = Sheet(name)
        self._shared, self._fonts = shared, fonts
        self._row, self._column, self._seen = -1, -1, 0
        self._kind = self._style = self._inside = ""
        self._pieces: list[str] = []
        self._merged: list[tuple[int, int, int, int]] = []
        package.parse(path, self._begin, end=self._end, text=self._text)
        for area in self._merged:
            self.sheet.spread(*area)

    def _begin(self, tag: str, about: dict[str, str]) -> None:
        match local(tag):
            case "row":
                self._begin_row(about)
            case "c":
                self._begin_cell(about)
            case "v" | "t" as inside:
                self._inside = inside
            case "mergeCell":
                self._merged.append(_area(about.get("ref", "")))

    def _begin_row(self, about: dict[str, str]) -> None:
        number = about.get("r", "")
        self._row = int(number) - 1 if number.isdigit() else self._row + 1
        self._column = -1
        self._count()

    def _begin_cell(self, about: dict[str, str]) -> None:
        place = REFERENCE.fullmatch(about.get("r", ""))
        self._column = _column(place[1]) if place else self._column + 1
        self._kind, self._style = about.get("t", "n"), about.get("s", "0")
        self._pieces = []
        self._count()

    def _count(self) -> None:
        # Rows and cells that say nothing cost time too.
        self._seen += 1
        if self._seen > MOST_SEEN or len(self._merged) > MOST_CELLS:
            raise Unreadable(TOO_MANY_CELLS)

    def _text(self, piece: str) -> None:
        if self._inside:
            self._pieces.append(piece)

    def _end(self, tag: str) -> None:
        name = local(tag)
        if name in ("v", "t"):
            self._inside = ""
        elif name == "c":
            self._keep("".join(self._pieces))

    def _keep(self, written: str) -> None:
        number = int(self._style) if self._style.isdigit() else 0
        font = self._fonts[number] if number < len(self._fonts) else ""
        runs = self._runs(written)
        text = "".join(repaired(run.text, run.font or font) for run in runs)
        was_old = any(is_old(run.font or font) for run in runs)
        self.sheet.put(self._row, self._column, text, is_old=was_old and not text.isascii())

    def _runs(self, written: str) -> list[Run]:
        if self._kind == "s":
            if not written.isdigit() or int(written) >= len(self._shared):
                raise Unreadable(DAMAGED)
            return self._shared[int(written)]
        if self._kind == "e":
            return []
        return [Run(as_shown(written) if self._kind == "n" else written, None)]


def as_shown(number: str) -> str:
    """A whole number without exponent and ".0"; others as they are written."""
    try:
        value = float(number)
    except ValueError:
        return number
    return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else number


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _area(reference: str) -> tuple[int, int, int, int]:
    first, _, last = reference.partition(":")
    start, end = REFERENCE.fullmatch(first), REFERENCE.fullmatch(last or first)
    if start is None or end is None:
        raise Unreadable(DAMAGED)
    return int(start[2]) - 1, _column(start[1]), int(end[2]) - 1, _column(end[1])
