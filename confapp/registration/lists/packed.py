"""The ZIP that XLSX and ODS files are, opened only if its parts are of a sane size."""

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any
from xml.parsers import expat

from confapp.registration.lists.cells import DAMAGED, PROTECTED, TOO_LARGE, Unreadable

MOST_PARTS = 2_000
LARGEST_PART = 24 * 1024 * 1024
LARGEST_TOTAL = 32 * 1024 * 1024
# Going through an element costs time, whatever it is: this is what a list of all cells has.
MOST_MARKS = 900_000
PIECE = 64 * 1024
IS_ENCRYPTED = 0x1


class Package:
    """The parts of the file by name."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise Unreadable(DAMAGED) from None
        self._marks_left = MOST_MARKS
        self._refuse_bombs()
        self.names = frozenset(self._archive.namelist())

    def _refuse_bombs(self) -> None:
        parts = self._archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_TOTAL:
            raise Unreadable(TOO_LARGE)
        if any(part.flag_bits & IS_ENCRYPTED for part in parts):
            raise Unreadable(PROTECTED)

    def parse(
        self,
        name: str,
        begin: Callable[[str, dict[str, str]], None],
        *,
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Go through a part's XML, without what XML can be made to do; raises `Unreadable`."""
        parser = _parser(begin, end, text)
        left = LARGEST_PART
        try:
            with self._archive.open(name) as part:
                # Sizes in the directory may lie: what is counted is what comes out.
                while piece := part.read(PIECE):
                    left -= len(piece)
                    self._marks_left -= piece.count(b"<")
                    if left < 0 or self._marks_left < 0:
                        raise Unreadable(TOO_LARGE)
                    parser.Parse(piece, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError):
            raise Unreadable(DAMAGED) from None


def _parser(begin: Any, end: Any, text: Any) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_declared: object) -> None:
    raise Unreadable(DAMAGED)


def local(tag: str) -> str:
    """The element's name without its prefix."""
    return tag.rpartition(":")[2] if ":" in tag else tag
