"""What the cells of an XLSX file name by number: texts and fonts."""

from dataclasses import dataclass

from confapp.registration.lists.cells import MOST_CELLS, TOO_MANY_CELLS, Unreadable
from confapp.registration.lists.packed import Package, local


@dataclass
class Run:
    """A piece of text, and its font where that is not the cell's."""

    text: str
    font: str | None


class Strings:
    """The texts that cells name by number."""

    def __init__(self, package: Package) -> None:
        self.all: list[list[Run]] = []
        self._font: str | None = None
        self._pieces: list[str] = []
        self._is_text = self._is_reading_aid = False
        package.parse("xl/sharedStrings.xml", self._begin, end=self._end, text=self._text)

    def _begin(self, tag: str, about: dict[str, str]) -> None:
        match local(tag):
            case "si":
                self.all.append([])
                if len(self.all) > MOST_CELLS:
                    raise Unreadable(TOO_MANY_CELLS)
            case "r":
                self._font = None
            case "rFont":
                self._font = about.get("val")
            case "rPh":
                self._is_reading_aid = True
            case "t":
                self._is_text, self._pieces = not self._is_reading_aid, []

    def _text(self, piece: str) -> None:
        if self._is_text:
            self._pieces.append(piece)

    def _end(self, tag: str) -> None:
        match local(tag):
            case "t" if self._is_text and self.all:
                self.all[-1].append(Run("".join(self._pieces), self._font))
                self._is_text = False
            case "r":
                self._font = None
            case "rPh":
                self._is_reading_aid = False


class Fonts:
    """The font of each style of cells."""

    def __init__(self, package: Package) -> None:
        self.by_style: list[str] = []
        self._fonts: list[str] = []
        self._inside = ""
        package.parse("xl/styles.xml", self._begin, end=self._end)

    def _begin(self, tag: str, about: dict[str, str]) -> None:
        name = local(tag)
        if name in ("fonts", "cellXfs"):
            self._inside = name
        elif self._inside == "fonts" and name == "font":
            self._fonts.append("")
        elif self._inside == "fonts" and name == "name" and self._fonts:
            self._fonts[-1] = about.get("val", "")
        elif self._inside == "cellXfs" and name == "xf":
            number = about.get("fontId", "0")
            is_known = number.isdigit() and int(number) < len(self._fonts)
            self.by_style.append(self._fonts[int(number)] if is_known else "")

    def _end(self, tag: str) -> None:
        if local(tag) == self._inside:
            self._inside = ""
