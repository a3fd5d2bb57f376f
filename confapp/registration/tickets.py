"""The ticket's code: which registration it is for, sealed so that a desk can tell a forged one."""

import re

from confapp import seals
from confapp.registration.models import Registration

SHAPE = re.compile(r"v1\.([1-9]\d{0,9})\.([a-z2-7]{16})", re.IGNORECASE)
TICKET, SEAL_BYTES = "ticket", 10


def code_of(registration: Registration) -> str:
    """`v1.<id>.<seal>`; the seal is 80 bits of an HMAC-SHA-256 in base32."""
    named = f"v1.{registration.id}"
    return f"{named}.{seals.seal(TICKET, named, size=SEAL_BYTES)}"


def read_code(text: str) -> int | None:
    """The registration's id, if it is one of our codes; blanks and case do not matter."""
    found = SHAPE.fullmatch("".join(text.split())[:40])
    if found is None:
        return None
    is_ours = seals.fits(found[2], TICKET, f"v1.{found[1]}", size=SEAL_BYTES)
    return int(found[1]) if is_ours else None
