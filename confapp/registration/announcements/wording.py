"""What an announcement says to each of its readers."""

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from confapp.events.models import Event
from confapp.i18n import date_words, local
from confapp.mail.links import Link
from confapp.mail.placeholders import filled_in
from confapp.people.letters import plain_name
from confapp.registration.announcements.models import Announcement
from confapp.registration.models import Registration

PLACEHOLDERS: dict[str, LazyString] = {
    "name": _l("Mr or Ms and the full name"),
    "number": _l("the registration code"),
    "event": _l("the conference's title"),
    "day": _l("the day"),
    "place": _l("the place"),
    "link": _l("the address of the delegate's own page"),
}


def letter_to(registration: Registration, announcement: Announcement) -> tuple[str, str]:
    """Subject and text for this delegate, in the delegate's language."""
    name = registration.salutation_and_name
    with force_locale(registration.language):
        return _letter(announcement, name, registration.reference)


def sample(announcement: Announcement, language: str) -> tuple[str, str]:
    """Subject and text as a delegate who does not exist would get them."""
    with force_locale(language):
        return _letter(announcement, "Bà Nguyễn Thị Minh Hòa", "ĐB-0000")


def title(announcement: Announcement) -> str:
    """The subject for organisers; what differs from reader to reader is named in brackets."""
    differs = {name: f"[{PLACEHOLDERS[name]}]" for name in ("name", "number", "link")}
    words = _words(announcement.event, name="", reference="") | differs
    return filled_in(local(announcement.subject), words)


def _letter(announcement: Announcement, name: str, reference: str) -> tuple[str, str]:
    words = _words(announcement.event, name, reference)
    subject = filled_in(local(announcement.subject), words)
    text = filled_in(local(announcement.text), words)
    return subject, f"{text.rstrip()}\n\n{_('The organising committee')}\n"


def _words(event: Event, name: str, reference: str) -> dict[str, str]:
    base_url: str = current_app.config["SETTINGS"].base_url
    return {
        "name": plain_name(name),
        "number": reference,
        "event": local(event.title),
        "day": date_words(event.starts_on),
        "place": local(event.place),
        "link": Link(f"{base_url}/{event.slug}/me"),
    }
