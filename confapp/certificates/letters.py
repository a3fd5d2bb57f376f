"""The letter that comes with a certificate."""

from collections.abc import Mapping
from datetime import datetime

from flask import current_app
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from confapp.certificates.models import Certificate
from confapp.events.models import Event
from confapp.i18n import local
from confapp.mail import outbox, wording
from confapp.mail.links import Link
from confapp.mail.wording import Letter
from confapp.people.letters import plain_name
from confapp.registration.models import Registration


def sample(event: Event) -> Mapping[str, str]:
    """The words for a certificate that does not exist."""
    return _of_event(event) | {
        "name": "Bà Nguyễn Thị Minh Hòa",
        "kind": "Giấy chứng nhận",
        "number": "000/GCN-BKHCN",
        "verify": Link(f"{_base_url()}/verify/…"),
        "former": "000/GCN-BKHCN",
        "reason": "Sai tên đơn vị công tác",
    }


OF_EACH = {
    "name": _l("Mr or Ms and the full name"),
    "event": _l("the conference's title"),
    "event_name": _l("the conference's short title"),
    "kind": _l("what the paper is called"),
    "number": _l("its number"),
    "verify": _l("the address where it is verified"),
}
OF_A_PAGE = {"page": _l("the address of the delegate's own page")}
OF_A_REASON = {"reason": _l("the organisers' reason")}

ISSUED = wording.offer(
    Letter(
        "certificate",
        _l("With a certificate"),
        _l("Certificate issued: %(event_name)s"),
        "certificates/letters/issued.txt",
        OF_EACH | OF_A_PAGE,
        sample,
    )
)
SUPERSEDING = wording.offer(
    Letter(
        "certificate_superseding",
        _l("With a certificate that supersedes another"),
        _l("Certificate issued anew: %(event_name)s"),
        "certificates/letters/superseding.txt",
        OF_EACH | OF_A_PAGE | OF_A_REASON | {"former": _l("the number that it supersedes")},
        sample,
    )
)
REVOKED = wording.offer(
    Letter(
        "certificate_revoked",
        _l("When a certificate is revoked"),
        _l("Certificate revoked: %(event_name)s"),
        "certificates/letters/revoked.txt",
        OF_EACH | OF_A_REASON,
        sample,
    )
)


def tell(certificate: Certificate, *, at: datetime) -> None:
    """Write to the delegate, in the delegate's language, where the certificate is."""
    registration, former = certificate.registration, certificate.supersedes
    if registration is None:
        return
    if former is None:
        _write(ISSUED, certificate, registration, at=at)
    else:
        words = {"former": former.written_number, "reason": certificate.reason}
        _write(SUPERSEDING, certificate, registration, at=at, **words)


def tell_of_revocation(
    certificate: Certificate, registration: Registration, *, reason: str, at: datetime
) -> None:
    """Write to the delegate that it is no longer valid, and why."""
    _write(REVOKED, certificate, registration, at=at, reason=reason)


def _write(
    letter: Letter,
    certificate: Certificate,
    registration: Registration,
    *,
    at: datetime,
    **more: str,
) -> None:
    printed, event_id = certificate.printed, certificate.event_id
    with force_locale(registration.language):
        words = _of_event(registration.event) | {
            "name": plain_name(registration.salutation_and_name),
            "kind": printed["kind"],
            "number": printed["number"],
            "verify": Link(printed["verify_url"]),
        }
        subject, text = wording.compose(wording.current(letter, event_id), words | more)
        outbox.write(registration.email, subject, text, at=at, event_id=event_id, is_bulk=True)


def _of_event(event: Event) -> dict[str, str]:
    return {
        "event": local(event.title),
        "event_name": local(event.short_title),
        "page": Link(f"{_base_url()}/{event.slug}/me"),
    }


def _base_url() -> str:
    base_url: str = current_app.config["SETTINGS"].base_url
    return base_url
