"""ZIP archives that are made while they are sent, so that no size is too large for memory."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from confapp.clock import in_vietnam

READABLE = 0o644 << 16


@dataclass(frozen=True)
class Entry:
    """A file in the archive: its name, its time, and its bytes piece by piece."""

    name: str
    at: datetime
    pieces: Iterable[bytes]


def streamed(entries: Iterable[Entry]) -> Iterator[bytes]:
    """The archive, piece by piece; what goes in is packed already (PDF, pictures, office files)."""
    flow = _Flow()
    with zipfile.ZipFile(flow, "w") as archive:  # type: ignore[call-overload]
        for entry in entries:
            yield from _stored(entry, archive, flow)
    yield flow.drained()


class _Flow:
    """What the archive writes and cannot go back to."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits here for anything."""

    def drained(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _stored(entry: Entry, archive: zipfile.ZipFile, flow: _Flow) -> Iterator[bytes]:
    about = zipfile.ZipInfo(entry.name, in_vietnam(entry.at).timetuple()[:6])
    about.external_attr = READABLE
    with archive.open(about, "w") as target:
        for piece in entry.pieces:
            target.write(piece)
            yield flow.drained()
