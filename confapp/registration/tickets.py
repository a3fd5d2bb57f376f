"""The ticket's code: which registration it is for, sealed so that a desk can tell a forged one."""

import base64
import hashlib
import hmac
import re

from flask import current_app

from confapp.registration.models import Registration

SHAPE = re.compile(r"v1\.([1-9]\d{0,9})\.([a-z2-7]{16})", re.IGNORECASE)
SEAL_BYTES = 10


def code_of(registration: Registration) -> str:
    """`v1.<id>.<seal>`; the seal is 80 bits of an HMAC-SHA-256 in base32."""
    return f"v1.{registration.id}.{_seal(registration.id)}"


def read_code(text: str) -> int | None:
    """The registration's id, if it is one of our codes; blanks and case do not matter."""
    found = SHAPE.fullmatch("".join(text.split())[:40])
    if found is None:
        return None
    registration_id, seal = int(found[1]), found[2].upper()
    return registration_id if hmac.compare_digest(seal, _seal(registration_id)) else None


def _seal(registration_id: int) -> str:
    key = hashlib.sha256(b"ticket " + current_app.config["SECRET_KEY"].encode()).digest()
    digest = hmac.digest(key, f"v1.{registration_id}".encode(), "sha256")
    return base64.b32encode(digest[:SEAL_BYTES]).decode()
