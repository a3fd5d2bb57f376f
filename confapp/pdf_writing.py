"""How the objects of a paper's file are written, where pydyf would be slow or unclear."""

import zlib
from collections.abc import Callable
from typing import BinaryIO

from pydyf import Object, Stream


class Written(Object):
    """An object of a file as it is written: pydyf would work it out again for the file's mark."""

    data = b""
    compressible = False

    def __init__(self, made: Object) -> None:
        super().__init__()
        self.number, self.generation = made.number, made.generation
        self.data, self.compressible = made.data, made.compressible


def deflate(stream: Stream) -> None:
    """Once, and not at the slowest level."""
    stream.compress = False
    body = stream.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    stream.stream = [zlib.compress(body)]
    stream.extra = {**stream.extra, "Filter": "/FlateDecode"}


def clear_ends_of_streams(write_line: Callable[[bytes, BinaryIO], None]) -> Callable[..., None]:
    """A stream that happens to end with CR would with the LF after it seem to end with CRLF, and
    to be one byte too short (ISO 19005-2, 6.1.7.1)."""

    def written(content: bytes, output: BinaryIO) -> None:
        if content.endswith(b"\r\nendstream\nendobj"):
            content = content.removesuffix(b"\nendstream\nendobj") + b"\r\nendstream\nendobj"
        write_line(content, output)

    return written
