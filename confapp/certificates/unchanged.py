"""Whether a certificate in another's place would say anything else than that one."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from flask_babel import gettext as _

from confapp.certificates import wording
from confapp.certificates.models import Certificate
from confapp.checkin import sittings
from confapp.errors import Refusal
from confapp.registration.models import Registration

# Every paper has these of its own.
OF_ITS_OWN = {"number", "code", "verify_url"}


class Unchanged(Refusal):
    """The new paper would say what the old one says."""


def refuse(
    certificate: Certificate,
    registration: Registration,
    correction: Mapping[str, str],
    *,
    at: datetime,
) -> None:
    """Raises `Unchanged`, unless what was revoked by mistake is issued anew in the same words."""
    if certificate.revocation is not None:
        return
    anew = wording.printed_for(
        registration,
        sittings.of_event(registration.event),
        number=certificate.number,
        code=certificate.code,
        at=at,
    )
    words = {**anew.as_json(), **correction}
    if all(certificate.printed.get(name) == words[name] for name in _compared(certificate, words)):
        raise Unchanged(
            _(
                "Nothing would change: the new paper would say the same as %(number)s. Please "
                "correct what is wrong, or the rules and the wording first.",
                number=certificate.written_number,
            )
        )


def _compared(certificate: Certificate, words: Iterable[str]) -> set[str]:
    """What makes another paper of it; the day of issue only where the rules name one."""
    follows_the_day = not certificate.event.certificate.get("dated_on")
    return set(words) - OF_ITS_OWN - ({"issued_on"} if follows_the_day else set())
