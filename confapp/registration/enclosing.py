"""What goes with the letter that confirms a place: the ticket, its code, and the calendar."""

from contextlib import suppress

from flask import current_app
from flask_babel import force_locale

from confapp.agenda import ics
from confapp.database import db
from confapp.mail import enclosures
from confapp.mail.models import Attachment
from confapp.papers import PaperError
from confapp.qr import qr_png
from confapp.registration import calendars, tickets
from confapp.registration.models import Registration
from confapp.registration.ticket_printing import print_ticket, ticket_of

TICKET = "ticket"


def named(registration: Registration) -> str:
    return f"{TICKET}:{registration.id}"


@enclosures.enclosed_as(TICKET)
def ticket_and_calendar(registration_id: int) -> list[Attachment]:
    """As they are when the letter is sent; nothing for whoever has no place by then."""
    registration = db.session.get(Registration, registration_id)
    if registration is None or not registration.has_place:
        return []
    code, reference = tickets.code_of(registration), registration.reference.replace("Đ", "D")
    kinds = {
        f"ve-{reference}.pdf": ("application/pdf", _paper(registration)),
        f"ma-{reference}.png": ("image/png", qr_png(code)),
        "agenda.ics": ("text/calendar", _calendar(registration)),
    }
    return [
        Attachment(name=name, content_type=kind, content=content)
        for name, (kind, content) in kinds.items()
        if content
    ]


def _paper(registration: Registration) -> bytes:
    # The letter is sent without a paper that cannot be made: its page has the ticket too.
    with suppress(PaperError):
        return print_ticket(ticket_of(registration))
    return b""


def _calendar(registration: Registration) -> bytes:
    settings, event = current_app.config["SETTINGS"], registration.event
    with force_locale(registration.language):
        return calendars.calendar_of(
            registration,
            ics.standings(event.id),
            address=f"{settings.base_url}/{event.slug}/agenda",
            host=settings.host,
        )
