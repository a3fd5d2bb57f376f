"""What a scanner or a clerk types: a ticket's code, or the reference that stands under it."""

import re

from confapp.database import db
from confapp.registration import tickets
from confapp.registration.models import Registration
from confapp.vietnamese import fold

# ĐB-0042, also as "db 42" or "ĐB0042".
REFERENCE = re.compile(r"db[\s\-–]*0*([1-9]\d{0,9})")


def registration_for(typed: str) -> Registration | None:
    """The registration, of whatever event, whose code or reference this is."""
    registration_id = tickets.read_code(typed) or _read_reference(typed)
    return db.session.get(Registration, registration_id) if registration_id else None


def _read_reference(typed: str) -> int | None:
    found = REFERENCE.fullmatch(fold(typed))
    return int(found[1]) if found and int(found[1]) < 2**31 else None
