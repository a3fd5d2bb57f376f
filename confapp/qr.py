"""QR codes for papers and pages."""

import base64
import struct
import zlib
from io import BytesIO
from itertools import groupby
from urllib.parse import quote

import segno
from markupsafe import Markup

# Modules of white around a code, and the scheme under which a paper asks for one.
QUIET = 4
PAPER_SCHEME = "qr:"
WHITE = b"\xff"
INK = bytes.maketrans(b"\0\1", b"\xff\0")


def qr_on_paper(text: str) -> str:
    """The address under which `papers` draw the code."""
    return PAPER_SCHEME + quote(text, safe="")


def modules_of(text: str) -> list[bytes]:
    """The code's rows without their quiet zone: 1 is dark."""
    return [bytes(row) for row in _code(text).matrix]


def qr_png_data_uri(text: str) -> str:
    """A pixel a module: show it with `image-rendering: pixelated`."""
    modules = [row.translate(INK) for row in modules_of(text)]
    side = len(modules) + 2 * QUIET
    quiet = b"\0" + side * WHITE
    rows = [b"\0" + (QUIET * WHITE).join([b"", row, b""]) for row in modules]
    pixels = b"".join([*QUIET * [quiet], *rows, *QUIET * [quiet]])
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(pixels)) + _chunk(b"IEND", b"")
    return "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n\x1a\n" + chunks).decode()


def qr_png(text: str) -> bytes:
    """Eight pixels a module, for a letter."""
    picture = BytesIO()
    _code(text).save(picture, kind="png", scale=8, border=QUIET)
    return picture.getvalue()


def qr_svg(text: str, *, title: str) -> Markup:
    """One path on white, so that it can be scanned in every theme; its size comes from CSS."""
    matrix = _code(text).matrix
    path = "".join(_row(y, bytes(row)) for y, row in enumerate(matrix))
    return Markup(
        '<svg class="qr" xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{0} {0} {1} {1}"'
        ' shape-rendering="crispEdges"><title>{2}</title>'
        '<rect x="{0}" y="{0}" width="{1}" height="{1}" fill="#fff"/><path d="{3}"/></svg>'
    ).format(-QUIET, len(matrix) + 2 * QUIET, title, path)


def _code(text: str) -> segno.QRCode:
    # Every mask can be read; trying all eight takes 3 ms, as much as a tenth of a certificate.
    return segno.make_qr(text, error="m", mask=4)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _row(y: int, modules: bytes) -> str:
    path, x = "", 0
    for dark, run in groupby(modules):
        length = len(list(run))
        path += f"M{x} {y}h{length}v1h-{length}z" if dark else ""
        x += length
    return path
