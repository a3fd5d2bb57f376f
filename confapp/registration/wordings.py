"""The letters to delegates, which organisers may word, and the words that differ in each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from confapp.clock import in_vietnam
from confapp.events.models import Event
from confapp.i18n import date_words, local
from confapp.mail import wording
from confapp.mail.links import Link
from confapp.mail.wording import Letter
from confapp.people import inviting
from confapp.people.letters import plain_name
from confapp.registration.models import IN_PERSON, Registration

EVENT: Final = {
    "event": _l("the conference's title"),
    "event_name": _l("the conference's short title"),
    "day": _l("the day"),
    "place": _l("the place"),
    "contact": _l("whom to ask"),
}
LINK: Final = {"link": _l("the link that signs in, once and within an hour")}
DELEGATE: Final = {
    "name": _l("Mr or Ms and the full name"),
    "number": _l("the registration code"),
    "mode": _l("how they attend"),
    "page": _l("the address of the delegate's own page"),
}
POSITION: Final = {"position": _l("the place in the waiting list")}
UNTIL: Final = {"until": _l("until when it is kept")}
REASON: Final = {"reason": _l("the reason that was given")}
ANSWER: Final = {"answer": _l("the address where the invitation is answered")}


def of_event(event: Event) -> dict[str, str]:
    base_url: str = current_app.config["SETTINGS"].base_url
    return {
        "event": local(event.title),
        "event_name": local(event.short_title),
        "day": date_words(event.starts_on),
        "place": local(event.place),
        "page": Link(f"{base_url}/{event.slug}/me"),
        "contact": local(event.contact),
    }


def of_delegate(registration: Registration) -> dict[str, str]:
    is_here = registration.mode == IN_PERSON
    where_online = registration.site or _("online, by the link in the programme after signing in")
    return {
        "name": plain_name(registration.salutation_and_name),
        "number": registration.reference,
        "mode": _("In person") if is_here else _("Online"),
        "place": local(registration.event.place) if is_here else where_online,
    }


def moment(at: datetime) -> str:
    """A time as letters say it."""
    there = in_vietnam(at)
    return _("%(time)s on %(day)s", time=f"{there:%H:%M}", day=f"{there:%d/%m/%Y}")


def sample(event: Event) -> Mapping[str, str]:
    """The words for a delegate who does not exist."""
    base_url: str = current_app.config["SETTINGS"].base_url
    return of_event(event) | {
        "link": Link(base_url + inviting.link_path("…")),
        "answer": Link(f"{base_url}/{event.slug}/invitation/…"),
        "name": "Bà Nguyễn Thị Minh Hòa",
        "number": "ĐB-0000",
        "mode": _("In person"),
        "position": "7",
        "reason": _("All places of the delegation are taken."),
        "until": moment(event.registration_closes_at),
    }


def _letter(
    name: str,
    title: LazyString,
    subject: LazyString,
    placeholders: Mapping[str, LazyString],
    *,
    template: str = "",
    needed: tuple[str, ...] = (),
) -> Letter:
    file = f"registration/letters/{template or name.replace('-', '_')}.txt"
    return wording.offer(Letter(name, title, subject, file, placeholders, sample, needed))


CONFIRMATION = _letter(
    "confirmation",
    _l("Confirmation of a registration"),
    _l("Registration confirmed: %(event_name)s"),
    EVENT | LINK | DELEGATE,
)
PENDING = _letter(
    "pending",
    _l("To somebody whose registration is to be approved"),
    _l("Registration received, waiting for approval: %(event_name)s"),
    EVENT | DELEGATE,
)
WAITING = _letter(
    "waiting",
    _l("To somebody on the waiting list"),
    _l("On the waiting list: %(event_name)s"),
    EVENT | DELEGATE | POSITION,
)
REJECTED = _letter(
    "rejected",
    _l("To somebody whose registration was not approved"),
    _l("Registration not approved: %(event_name)s"),
    EVENT | DELEGATE | REASON,
)
PLACE_OFFERED = _letter(
    "place-offered",
    _l("To the first in line, when a place is free"),
    _l("A place is free, please confirm: %(event_name)s"),
    EVENT | DELEGATE | UNTIL,
    needed=("page", "until"),
)
PLACE_GIVEN = _letter(
    "place-given",
    _l("To somebody who has a place after waiting or approval"),
    _l("Registration confirmed: %(event_name)s"),
    EVENT | DELEGATE,
)
REPLACED = _letter(
    "replaced",
    _l("To somebody in whose stead another comes"),
    _l("Another delegate comes: %(event_name)s"),
    EVENT | DELEGATE,
)
CANCELLED = _letter(
    "cancelled",
    _l("To somebody whose registration was cancelled"),
    _l("Registration cancelled: %(event_name)s"),
    EVENT | DELEGATE,
)
INVITATION = _letter(
    "invitation",
    _l("Invitation of somebody whom others have registered"),
    _l("Invitation: %(event_name)s"),
    EVENT | DELEGATE | ANSWER,
    needed=("answer",),
)
REMINDER = _letter(
    "reminder",
    _l("Reminder of an invitation"),
    _l("Please answer the invitation: %(event_name)s"),
    EVENT | DELEGATE | ANSWER,
    template="invitation",
    needed=("answer",),
)
ALREADY_REGISTERED = _letter(
    "already-registered",
    _l("To somebody whose address is registered already"),
    _l("Already registered: %(event_name)s"),
    EVENT | LINK | DELEGATE,
    needed=("link",),
)
KNOWN_ACCOUNT = _letter(
    "known-account",
    _l("To somebody with an account, who is to sign in to register"),
    _l("To register for: %(event_name)s"),
    EVENT | LINK,
    needed=("link",),
)
