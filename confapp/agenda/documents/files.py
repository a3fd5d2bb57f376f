"""Documents on disk: written whole or not at all, found by a random key."""

import hashlib
import logging
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, TypeAlias

import sqlalchemy as sa
from flask import current_app
from flask_babel import gettext as _

from confapp import jobs
from confapp.agenda.documents.models import Document
from confapp.agenda.documents.unfit import Unfit
from confapp.clock import now
from confapp.database import db

PIECE = 256 * 1024
# An upload that is under way has a file and no row yet.
LOST_AFTER = timedelta(days=1)

log = logging.getLogger(__name__)
Keys: TypeAlias = Callable[[], sa.Select[str]]

_keepers: list[Keys] = []


@dataclass(frozen=True)
class KeptFile:
    """What was written: under which key, how many bytes, and their hash."""

    key: str
    size: int
    sha256: str


def keep(content: IO[bytes], name: str, *, at: datetime) -> KeptFile:
    """Write the bytes below the data folder, durably; raises `Unfit` where there is no room.

    Takes a while: no transaction may be open.
    """
    key = secrets.token_hex(20)
    try:
        return _write(content, path_of(key), key, at=at)
    except OSError:
        log.exception("a document cannot be written")
        raise Unfit(
            _(
                "The server has no room left for “%(name)s”. "
                "Please tell its administrator, and send the file again later.",
                name=name,
            ),
            status=507,
        ) from None


def keeps(keys: Keys) -> Keys:
    """Let this query name the keys of files that a later feature keeps here."""
    _keepers.append(keys)
    return keys


def path_of(key: str) -> Path:
    return _folder() / key[:2] / key


@jobs.every_minute
def remove_lost_files() -> None:
    """Once an hour, remove what was written for a row that never came or has gone."""
    at = now()
    if at.minute == 0:
        sweep(at=at)


def sweep(*, at: datetime) -> None:
    """Remove the files without a row that are older than a day."""
    # The files first: one that is young now may get its row while the rows are read.
    old = [path for path in _folder().glob("??/*") if _is_older(path, at - LOST_AFTER)]
    known = set(db.session.scalars(sa.select(Document.storage_key)))
    known.update(*(db.session.scalars(keys()) for keys in _keepers))
    db.session.commit()
    for path in old:
        if path.name not in known:
            path.unlink(missing_ok=True)


def _write(content: IO[bytes], path: Path, key: str, *, at: datetime) -> KeptFile:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with _temporary(path) as (temporary, file):
        content.seek(0)
        while piece := content.read(PIECE):
            digest.update(piece)
            size += file.write(piece)
        file.flush()
        # The sweep compares it with our clock, which sample data turn back.
        os.utime(temporary, (at.timestamp(), at.timestamp()))
        os.fsync(file.fileno())
        temporary.rename(path)
    _settle(path.parent)
    _settle(path.parent.parent)
    return KeptFile(key, size, digest.hexdigest())


@contextmanager
def _temporary(path: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """A file beside its place to be, which is gone afterwards unless it was moved there."""
    temporary = path.with_name(f"{path.name}.part")
    try:
        with open(temporary, "xb", opener=_private) as file:
            yield temporary, file
    finally:
        temporary.unlink(missing_ok=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)


def _settle(folder: Path) -> None:
    """Let the new name outlast a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_older(path: Path, moment: datetime) -> bool:
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:  # its writer has just renamed it
        return False


def _folder() -> Path:
    folder: Path = current_app.config["SETTINGS"].data_dir
    return folder / "documents"
