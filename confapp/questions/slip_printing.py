"""Blank slips to write on: four A6 slips on a sheet of A4, each with its number and a QR code."""

from typing import Final

from flask import current_app, render_template

from confapp import papers
from confapp.events.models import Event
from confapp.qr import qr_on_paper
from confapp.questions.models import SlipBook
from confapp.questions.slips import written

STYLESHEET: Final = "papers/slips.css"
ON_A_SHEET: Final = 4


def print_book(book: SlipBook, event: Event) -> bytes:
    """All slips of the book as PDF/A, in Vietnamese. Raises `papers.PaperError`."""
    serials = [written(serial) for serial in range(book.first, book.last + 1)]
    title = f"Phiếu câu hỏi {serials[0]}–{serials[-1]}"
    html = render_template(
        "questions/slips_paper.html",
        title=title,
        event=event,
        day=papers.official_date(event.starts_on),
        sheets=[serials[n : n + ON_A_SHEET] for n in range(0, len(serials), ON_A_SHEET)],
        qr_of={serial: qr_on_paper(_address(event, serial)) for serial in serials},
        domains=[domain.name.vi for domain in event.domains],
    )
    return papers.render(html, stylesheet=STYLESHEET, title=title)


def _address(event: Event, serial: str) -> str:
    base_url: str = current_app.config["SETTINGS"].base_url
    return f"{base_url}/{event.slug}/slips?serial={serial}"
