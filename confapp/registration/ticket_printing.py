"""The ticket's paper: an A6 card with the code that opens the door."""

from dataclasses import dataclass
from typing import Final

from flask import render_template

from confapp import papers
from confapp.qr import qr_on_paper
from confapp.registration import tickets
from confapp.registration.models import ONLINE, Registration

STYLESHEET: Final = "papers/ticket.css"
WIDTH: Final = 85.0
SIZES_ON_ONE_LINE: Final = (22, 20, 18, 16)
SIZES_ON_TWO_LINES: Final = (16, 14, 12)
EVENT_SIZES: Final = (12, 11, 10, 9)
WORK_SIZES: Final = (11, 10, 9, 8)


@dataclass(frozen=True)
class Ticket:
    """Every word on a ticket; an empty one leaves its line out. `qr_text` is what a desk scans."""

    event_title: str
    when: str
    where: str
    full_name: str
    post: str
    organisation: str
    province: str
    mode_label: str
    code: str
    qr_text: str


def ticket_of(registration: Registration) -> Ticket:
    event, province = registration.event, registration.province
    is_online = registration.mode == ONLINE
    return Ticket(
        event_title=event.title.vi,
        when=papers.official_date(event.starts_on).capitalize(),
        where=registration.site if is_online else event.place.vi,
        full_name=registration.salutation_and_name,
        post=registration.post,
        organisation=registration.organisation,
        province=province.full_name if province else "Đơn vị thuộc Bộ",
        mode_label="Trực tuyến" if is_online else "Trực tiếp",
        code=registration.reference,
        qr_text=tickets.code_of(registration),
    )


def print_ticket(ticket: Ticket) -> bytes:
    """One A6 card as PDF/A. Needs an app context. Raises `papers.PaperError`."""
    title = f"Vé tham dự {ticket.code}"
    html = render_template(
        "registration/ticket_paper.html",
        title=title,
        ticket=ticket,
        event_size=_on_two_lines(ticket.event_title, EVENT_SIZES, face="bold"),
        name_size=_name_size(ticket.full_name),
        work_size=_on_two_lines(max(ticket.post, ticket.organisation, key=len), WORK_SIZES),
        qr=qr_on_paper(ticket.qr_text),
    )
    return papers.render(html, stylesheet=STYLESHEET, title=title)


def _name_size(name: str) -> int:
    """On one line, if some steps are enough for that; a longer name has two."""
    on_one = papers.fitting_size(name, SIZES_ON_ONE_LINE, width=WIDTH, face="bold")
    if papers.count_lines(name, points=on_one, width=WIDTH, face="bold") == 1:
        return on_one
    return _on_two_lines(name, SIZES_ON_TWO_LINES, face="bold")


def _on_two_lines(text: str, sizes: tuple[int, ...], *, face: str = "regular") -> int:
    return papers.fitting_size(text, sizes, width=WIDTH, lines=2, face=face)
