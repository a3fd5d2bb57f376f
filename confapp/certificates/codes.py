"""The code by which anybody can verify a certificate: 80 random bits in base32."""

import base64
import itertools
import secrets

LETTERS = 16
ALPHABET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
# A reader may take O for 0; what looks like 1 may be I or L.
READ_AS = {"0": "O", "1": "IL", "8": "B"}
MOST_READINGS = 64


def new() -> str:
    return base64.b32encode(secrets.token_bytes(10)).decode()


def readings(typed: str) -> list[str]:
    """The codes that may be meant, whatever blanks, hyphens and case; none if it cannot be one."""
    letters = [READ_AS.get(letter, letter) for letter in typed[:80].upper() if letter.isalnum()]
    possible = itertools.product(*letters)
    if len(letters) != LETTERS or not ALPHABET.issuperset("".join(letters)):
        return []
    return ["".join(code) for code in itertools.islice(possible, MOST_READINGS)]
