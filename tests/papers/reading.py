"""Reads a paper back as a viewer does."""

import pypdfium2
import zxingcpp

MM_PER_POINT = 25.4 / 72


def words_of(pdf: bytes) -> str:
    """The text of the only page, with line ends as single blanks."""
    with pypdfium2.PdfDocument(pdf) as document:
        (page,) = document
        return " ".join(page.get_textpage().get_text_bounded().split("\r\n"))


def size_in_mm(pdf: bytes) -> tuple[float, float]:
    with pypdfium2.PdfDocument(pdf) as document:
        (page,) = document
        width, height = page.get_size()
        return width * MM_PER_POINT, height * MM_PER_POINT


def places_of(pdf: bytes, words: str) -> tuple[float, float]:
    """Millimetres from the foot of the page to the bottom and to the top of these words."""
    with pypdfium2.PdfDocument(pdf) as document:
        (page,) = document
        text = page.get_textpage()
        start, count = text.search(words, match_case=True).get_next()
        boxes = [text.get_charbox(index, loose=True) for index in range(start, start + count)]
        return min(b[1] for b in boxes) * MM_PER_POINT, max(b[3] for b in boxes) * MM_PER_POINT


def codes_in(pdf: bytes) -> list[str]:
    """What QR codes say on a print of 150 dots an inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        (page,) = document
        picture = page.render(scale=150 / 72).to_pil()
        return [code.text for code in zxingcpp.read_barcodes(picture)]
