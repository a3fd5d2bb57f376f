"""What a scanner or a clerk types: a ticket's code, or the reference that stands under it."""

import re

import sqlalchemy as sa

from confapp.database import db
from confapp.events.models import Event
from confapp.registration import delegates, tickets
from confapp.registration.models import Registration
from confapp.vietnamese import fold

# ĐB-0042, also as "db 42", "ĐB0042" or only 42; a telephone number is longer.
REFERENCE = re.compile(r"db[\s\-–]*0*([1-9]\d{0,9})|0*([1-9]\d{0,5})")


def registration_for(typed: str) -> Registration | None:
    """The registration, of whatever event, whose code or reference this is."""
    registration_id = tickets.read_code(typed) or _read_reference(typed)
    return db.session.get(Registration, registration_id) if registration_id else None


def looked_for(event: Event, words: str) -> sa.Select[Registration]:
    """The event's delegates with this reference, or with these words without marks."""
    registration_id = _read_reference(words)
    if registration_id is None:
        return delegates.listed(event, delegates.Choice(words=words))
    written = Registration.searchable.contains(fold(words), autoescape=True)
    return delegates.listed(event).where((Registration.id == registration_id) | written)


def _read_reference(typed: str) -> int | None:
    found = REFERENCE.fullmatch(fold(typed))
    number = int(found[1] or found[2]) if found else 0
    return number if 0 < number < 2**31 else None
