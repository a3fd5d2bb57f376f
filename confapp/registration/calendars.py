"""A delegate's own programme, for calendars that ask for it again and cannot sign in."""

import base64
import hashlib
import hmac
import re

from flask import current_app

from confapp.agenda import ics, places
from confapp.registration.models import Registration

SHAPE = re.compile(r"([1-9]\d{0,9})\.([a-z2-7]{32})")
SEAL_BYTES = 20


def key_of(registration: Registration) -> str:
    """`<id>.<seal>`: opens this delegate's programme, and nothing else; 160 bits in base32."""
    return f"{registration.id}.{_seal(registration.id)}"


def read_key(key: str) -> int | None:
    """The registration's id, if it is one of our keys."""
    found = SHAPE.fullmatch(key[:44])
    if found is None or not hmac.compare_digest(found[2], _seal(int(found[1]))):
        return None
    return int(found[1])


def calendar_of(
    registration: Registration, standings: ics.Standings, *, address: str, host: str
) -> bytes:
    """What happens in the sessions that the delegate comes to, with the links to follow online."""
    return ics.calendar_file(
        registration.event,
        standings,
        address=address,
        host=host,
        sessions=[session.id for session in registration.sessions],
        links=places.links_of(registration.event_id),
    )


def _seal(registration_id: int) -> str:
    key = hashlib.sha256(b"calendar " + current_app.config["SECRET_KEY"].encode()).digest()
    digest = hmac.digest(key, str(registration_id).encode(), "sha256")
    return base64.b32encode(digest[:SEAL_BYTES]).decode().lower()
