"""QR codes for papers and pages."""

from io import BytesIO
from itertools import groupby
from urllib.parse import quote

import segno
from markupsafe import Markup

# Modules of white around a code, and the scheme under which a paper asks for one.
QUIET = 4
PAPER_SCHEME = "qr:"


def qr_on_paper(text: str) -> str:
    """The address under which `papers` draw the code."""
    return PAPER_SCHEME + quote(text, safe="")


def modules_of(text: str) -> list[bytes]:
    """The code's rows without their quiet zone: 1 is dark."""
    return [bytes(row) for row in _code(text).matrix]


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


def _row(y: int, modules: bytes) -> str:
    path, x = "", 0
    for dark, run in groupby(modules):
        length = len(list(run))
        path += f"M{x} {y}h{length}v1h-{length}z" if dark else ""
        x += length
    return path
