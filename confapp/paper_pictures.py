"""Pictures of papers, for who wants to see one before it is given out."""

from io import BytesIO
from threading import Lock
from typing import Final

import pypdfium2

DOTS_PER_INCH: Final = 110
POINTS_PER_INCH: Final = 72

# PDFium keeps its state in the process and is not made for threads.
_drawing = Lock()


def as_png(pdf: bytes) -> bytes:
    """The first page of a paper of ours; never of a file that somebody sent."""
    picture = BytesIO()
    with _drawing, pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=DOTS_PER_INCH / POINTS_PER_INCH)
        page.to_pil().save(picture, "PNG", optimize=True)
    return picture.getvalue()
