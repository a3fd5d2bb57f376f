"""Seals: what only this installation can have written, on tickets and in addresses."""

import base64
import hashlib
import hmac
import re

from flask import current_app

KEY = re.compile(r"([1-9]\d{0,9})\.([a-z2-7]{32})")
KEY_BYTES = 20


def seal(purpose: str, text: str, *, size: int) -> str:
    """`size` bytes of an HMAC-SHA-256 in base32 capitals; one of another purpose never fits."""
    key = hashlib.sha256(f"{purpose} {current_app.config['SECRET_KEY']}".encode()).digest()
    return base64.b32encode(hmac.digest(key, text.encode(), "sha256")[:size]).decode()


def fits(shown: str, purpose: str, text: str, *, size: int) -> bool:
    """Whether this is the seal, in capitals or small letters."""
    return hmac.compare_digest(shown.upper(), seal(purpose, text, size=size))


def key_for(purpose: str, number: int) -> str:
    """`<number>.<seal>`, for an address that a letter carries: 160 bits in base32."""
    return f"{number}.{seal(purpose, str(number), size=KEY_BYTES).lower()}"


def read_key(key: str, purpose: str) -> int | None:
    """The number in a key of ours for this purpose."""
    found = KEY.fullmatch(key[:44])
    if found is None or not fits(found[2], purpose, found[1], size=KEY_BYTES):
        return None
    return int(found[1])
