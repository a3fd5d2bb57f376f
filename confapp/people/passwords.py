"""Passwords: argon2id at the cost that OWASP recommends, a few at a time."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
# 19 MiB and two passes take about 41 ms; more than four at once would only wait for each other.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_places = threading.BoundedSemaphore(4)
_NOBODYS = _hasher.hash("nobody has this password")


def hashed(password: str) -> str:
    with _places:
        return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether it is this password; takes the same time when there is none to compare with."""
    with _places:
        try:
            return _hasher.verify(password_hash or _NOBODYS, password) and password_hash is not None
        except (VerificationError, InvalidHashError):
            return False
