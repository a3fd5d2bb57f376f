"""Taking a person's name, address and telephone number out of a text that stays."""

import re
from collections.abc import Iterator

from confapp.registration.models import Registration

GAP = "[…]"


def without_person(text: str, registration: Registration) -> str:
    """The text with a gap wherever it names the delegate as the registration does."""
    for pattern in _ways_to_name(registration):
        text = pattern.sub(GAP, text)
    return text


def _ways_to_name(registration: Registration) -> Iterator[re.Pattern[str]]:
    for written in (registration.email, registration.full_name):
        # Any blank may stand between two words.
        words = r"\s+".join(map(re.escape, written.split()))
        yield re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    digits = registration.phone.removeprefix("0")
    if digits:
        spaced = r"[\s.\-]*".join(digits)
        yield re.compile(rf"(?<!\d)(\+?84|0)[\s.\-]*{spaced}(?!\d)")
