"""What goes with the letter that confirms a place: the ticket, its code, and the calendar."""

from flask import current_app
from flask_babel import force_locale

from confapp.agenda import ics
from confapp.database import db
from confapp.mail import enclosures
from confapp.mail.models import Attachment
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
    code, calendar = tickets.code_of(registration), _calendar(registration)
    words, reference = ticket_of(registration), registration.reference.replace("Đ", "D")
    return [
        Attachment(
            name=f"ve-{reference}.pdf", content_type="application/pdf", content=print_ticket(words)
        ),
        Attachment(name=f"ma-{reference}.png", content_type="image/png", content=qr_png(code)),
        Attachment(name="agenda.ics", content_type="text/calendar", content=calendar),
    ]


def _calendar(registration: Registration) -> bytes:
    settings, event = current_app.config["SETTINGS"], registration.event
    with force_locale(registration.language):
        return calendars.calendar_of(
            registration,
            ics.standings(event.id),
            address=f"{settings.base_url}/{event.slug}/agenda",
            host=settings.host,
        )
