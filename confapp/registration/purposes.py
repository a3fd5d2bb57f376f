"""What a delegate is asked to consent to, purpose by purpose.

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 and Nghị định 13/2023/NĐ-CP: consent is specific,
never ticked beforehand, and the version of its text is kept with the time.
"""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

TEXT_VERSION = "2025-11-01"


@dataclass(frozen=True)
class Purpose:
    code: str
    text: LazyString
    is_needed: bool


ORGANISING = Purpose(
    "organising",
    _l(
        "I agree that the organising committee uses these data to organise the conference: "
        "registration, check-in, my questions and the certificate."
    ),
    is_needed=True,
)
NEXT_EVENTS = Purpose(
    "next_events",
    _l("I agree to be told by e-mail about the next training conferences."),
    is_needed=False,
)
PURPOSES = (ORGANISING, NEXT_EVENTS)


def text_of(code: str) -> str:
    """The words of a purpose; of one that is no longer asked for, its code."""
    return next((str(purpose.text) for purpose in PURPOSES if purpose.code == code), code)


def is_needed(code: str) -> bool:
    return any(purpose.is_needed for purpose in PURPOSES if purpose.code == code)
