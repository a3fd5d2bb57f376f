"""The letter that comes with a certificate."""

from collections.abc import Mapping
from datetime import datetime

from flask import current_app
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from confapp.certificates.printing import Printed
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
    }


ISSUED = wording.offer(
    Letter(
        "certificate",
        _l("With a certificate"),
        _l("Certificate issued: %(event_name)s"),
        "certificates/letters/issued.txt",
        {
            "name": _l("Mr or Ms and the full name"),
            "event": _l("the conference's title"),
            "event_name": _l("the conference's short title"),
            "kind": _l("what the paper is called"),
            "number": _l("its number"),
            "page": _l("the address of the delegate's own page"),
            "verify": _l("the address where it is verified"),
        },
        sample,
    )
)


def tell(registration: Registration, printed: Printed, *, at: datetime) -> None:
    """Write to the delegate, in the delegate's language, where the certificate is."""
    with force_locale(registration.language):
        words = _of_event(registration.event) | {
            "name": plain_name(registration.salutation_and_name),
            "kind": printed.kind,
            "number": printed.number,
            "verify": Link(printed.verify_url),
        }
        subject, text = wording.compose(wording.current(ISSUED, registration.event_id), words)
        outbox.write(
            registration.email, subject, text, at=at, event_id=registration.event_id, is_bulk=True
        )


def _of_event(event: Event) -> dict[str, str]:
    return {
        "event": local(event.title),
        "event_name": local(event.short_title),
        "page": Link(f"{_base_url()}/{event.slug}/me"),
    }


def _base_url() -> str:
    base_url: str = current_app.config["SETTINGS"].base_url
    return base_url
