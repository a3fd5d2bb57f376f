"""All documents that somebody may read, in one ZIP that is made while it is sent."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask_babel import gettext as _

from confapp import zips
from confapp.agenda.documents import files
from confapp.agenda.documents.models import Document
from confapp.agenda.documents.names import for_folder
from confapp.agenda.documents.shelves import Shelves
from confapp.agenda.programme import Item
from confapp.i18n import local

PIECE = 256 * 1024
LONGEST_FOLDER = 80

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entry:
    """A file on disk, and its name in the archive."""

    name: str
    path: Path
    at: datetime


def entries(shelves: Shelves, items: Sequence[Item]) -> list[Entry]:
    """A folder for the conference and one for each item, numbered as in the programme."""
    folders = [(_("General documents"), shelves.general)]
    folders += [(local(item.title), shelves.of(item)) for item in items]
    return [
        entry
        for number, (title, documents) in enumerate(folders)
        for entry in _folder(f"{number:02d} {title}", documents)
    ]


def streamed(entries: Sequence[Entry]) -> Iterator[bytes]:
    """The archive, piece by piece."""
    return zips.streamed(zips.Entry(one.name, one.at, _pieces(one.path)) for one in entries)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while piece := source.read(PIECE):
            yield piece


def _folder(title: str, documents: Sequence[Document]) -> Iterator[Entry]:
    folder = for_folder(for_folder(title)[:LONGEST_FOLDER])
    taken: Counter[str] = Counter()
    for document in documents:
        path = files.path_of(document.storage_key)
        if not path.is_file():
            log.error("the file of document %s is missing", document.id)
            continue
        name = _free(for_folder(document.name), taken)
        yield Entry(f"{folder}/{name}", path, document.uploaded_at)


def _free(name: str, taken: Counter[str]) -> str:
    """The name, or with a number if it is there already, as Windows would tell them apart."""
    before, _dot, extension = name.rpartition(".")
    free = name
    while free.casefold() in taken:
        taken[name.casefold()] += 1
        free = f"{before} ({taken[name.casefold()]}).{extension}"
    taken[free.casefold()] += 1
    return free
