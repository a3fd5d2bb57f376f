"""What shows that a file comes from an office program: a ZIP whose main part fits its kind."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from flask_babel import gettext as _

from confapp.agenda.documents import parts
from confapp.agenda.documents.unfit import Unfit, not_as_named
from confapp.bodies import MEGABYTE

MOST_ENTRIES = 5_000
LARGEST_DIRECTORY = MEGABYTE
MOST_UNPACKED = 500 * MEGABYTE
MOST_READ = 2 * MEGABYTE
TYPES = "[Content_Types].xml"
FIRST_ENTRY, END = b"PK\x03\x04", struct.Struct("<4s4H2LH")
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 1
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    parts.NotXml,
    struct.error,
    EOFError,
    ValueError,
    KeyError,
)


@dataclass(frozen=True)
class Office:
    """An office program's files: the type of their main part, and the element that it is."""

    label: str
    main_type: str
    root: str


def _main(name: str) -> str:
    return f"application/vnd.openxmlformats-officedocument.{name}.main+xml"


PPTX = Office("PPTX", _main("presentationml.presentation"), "presentation")
DOCX = Office("DOCX", _main("wordprocessingml.document"), "document")
XLSX = Office("XLSX", _main("spreadsheetml.sheet"), "workbook")


def check_pptx(file: IO[bytes], name: str) -> IO[bytes]:
    return _check(file, name, PPTX)


def check_docx(file: IO[bytes], name: str) -> IO[bytes]:
    return _check(file, name, DOCX)


def check_xlsx(file: IO[bytes], name: str) -> IO[bytes]:
    return _check(file, name, XLSX)


def _check(file: IO[bytes], name: str, office: Office) -> IO[bytes]:
    """The file itself; raises `Unfit` unless its parts are what its kind is made of."""
    with _opened(file, name, office) as archive:
        _refuse_bomb(archive, name)
        types = parts.types_in(_read(archive, TYPES))
        if _has_macros(archive, types):
            raise Unfit(
                _(
                    "“%(name)s” contains macros, and such files are not taken in. "
                    "Please save it as %(kind)s without macros.",
                    name=name,
                    kind=office.label,
                )
            )
        mains = [part for part, its_type in types.items() if its_type == office.main_type]
        if not mains or parts.root_of(_read(archive, mains[0].lstrip("/"))) != office.root:
            raise not_as_named(name, office.label)
    file.seek(0)
    return file


@contextmanager
def _opened(file: IO[bytes], name: str, office: Office) -> Iterator[zipfile.ZipFile]:
    try:
        if not _is_one_archive(file):
            raise not_as_named(name, office.label)
        with zipfile.ZipFile(file) as archive:
            if not all(_is_plain(entry) for entry in archive.infolist()):
                raise not_as_named(name, office.label)
            yield archive
    except BROKEN:
        raise not_as_named(name, office.label) from None


def _is_one_archive(file: IO[bytes]) -> bool:
    """Whether the file is a ZIP from its first byte to its last, with a directory of sane size."""
    file.seek(0)
    head = file.read(len(FIRST_ENTRY))
    size = file.seek(0, 2)
    file.seek(max(0, size - END.size))
    signature, *_disks, entries, length, offset, comment = END.unpack(file.read())
    return (
        head == FIRST_ENTRY
        and signature == b"PK\x05\x06"
        and entries <= MOST_ENTRIES
        and length <= LARGEST_DIRECTORY
        and offset + length + END.size == size
        and comment == 0
    )


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    steps = entry.filename.split("/")
    is_inside = not entry.filename.startswith("/") and ".." not in steps
    is_readable = entry.compress_type in PACKINGS and not entry.flag_bits & ENCRYPTED
    return is_inside and is_readable


def _refuse_bomb(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
        raise Unfit(
            _(
                "“%(name)s” unpacks to more than %(most)s MB and is not taken in.",
                name=name,
                most=MOST_UNPACKED // MEGABYTE,
            )
        )


def _has_macros(archive: zipfile.ZipFile, types: dict[str, str]) -> bool:
    said = [*types.values(), *archive.namelist()]
    return any(word in one.casefold() for one in said for word in ("macro", "vbaproject"))


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
    """At most the first two megabytes of the part, whatever the directory says of its size."""
    with archive.open(part) as file:
        return file.read(MOST_READ)
