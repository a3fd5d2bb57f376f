"""Letters to delegates."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp.events.models import Event
from confapp.i18n import date_words, local
from confapp.mail import wording
from confapp.mail.links import Link
from confapp.mail.wording import Letter
from confapp.people import inviting
from confapp.people import letters as people_letters
from confapp.people.letters import plain_name
from confapp.registration.application import Outcome
from confapp.registration.models import IN_PERSON, Registration

EVENT: Final = {
    "event": _l("the conference's title"),
    "event_name": _l("the conference's short title"),
    "day": _l("the day"),
    "place": _l("the place"),
    "link": _l("the link that signs in, once and within an hour"),
}
DELEGATE: Final = {
    "name": _l("Mr or Ms and the full name"),
    "number": _l("the registration code"),
    "mode": _l("how they attend"),
    "page": _l("the address of the delegate's own page"),
}


def sample(event: Event) -> Mapping[str, str]:
    """The words for a delegate who does not exist."""
    base_url: str = current_app.config["SETTINGS"].base_url
    return _of_event(event) | {
        "link": Link(base_url + inviting.link_path("…")),
        "name": "Bà Nguyễn Thị Minh Hòa",
        "number": "ĐB-0000",
        "mode": _("In person"),
    }


CONFIRMATION = wording.offer(
    Letter(
        "confirmation",
        _l("Confirmation of a registration"),
        _l("Registration confirmed: %(event_name)s"),
        "registration/letters/confirmation.txt",
        EVENT | DELEGATE,
        sample,
    )
)
ALREADY_REGISTERED = wording.offer(
    Letter(
        "already-registered",
        _l("To somebody whose address is registered already"),
        _l("Already registered: %(event_name)s"),
        "registration/letters/already_registered.txt",
        EVENT | DELEGATE,
        sample,
        needed=("link",),
    )
)
KNOWN_ACCOUNT = wording.offer(
    Letter(
        "known-account",
        _l("To somebody with an account, who is to sign in to register"),
        _l("To register for: %(event_name)s"),
        "registration/letters/known_account.txt",
        EVENT,
        sample,
        needed=("link",),
    )
)


def tell(outcome: Outcome, event: Event, *, at: datetime) -> None:
    """Confirm a new registration; tell of an attempt that a stranger may have made."""
    if outcome.is_new:
        _write(outcome, event, CONFIRMATION, at=at)
    elif outcome.is_own:
        return
    elif outcome.registration is not None:
        _write(outcome, event, ALREADY_REGISTERED, at=at)
    else:
        _write(outcome, event, KNOWN_ACCOUNT, at=at)


def _write(outcome: Outcome, event: Event, letter: Letter, *, at: datetime) -> None:
    words = _of_event(event)
    if outcome.registration is not None:
        words |= _of_delegate(outcome.registration)
    said = wording.current(letter, event.id)
    people_letters.write_signing_in(
        outcome.user,
        lambda link: wording.compose(said, words | {"link": link}),
        at=at,
        event_id=event.id,
    )


def _of_event(event: Event) -> dict[str, str]:
    base_url: str = current_app.config["SETTINGS"].base_url
    return {
        "event": local(event.title),
        "event_name": local(event.short_title),
        "day": date_words(event.starts_on),
        "place": local(event.place),
        "page": Link(f"{base_url}/{event.slug}/me"),
    }


def _of_delegate(registration: Registration) -> dict[str, str]:
    return {
        "name": plain_name(registration.salutation_and_name),
        "number": registration.reference,
        "mode": _("In person") if registration.mode == IN_PERSON else _("Online"),
    }
