"""Letters to delegates."""

from datetime import datetime

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from confapp.events.models import Event
from confapp.i18n import local
from confapp.mail import outbox
from confapp.mail.links import Link
from confapp.mail.writing import written
from confapp.people import letters as people_letters
from confapp.registration import enclosing
from confapp.registration.application import Outcome
from confapp.registration.models import Registration
from confapp.registration.standing import Standing, position_of, standing_of

CONFIRMATION = "confirmation"
WORDS = {
    Standing.CONFIRMED: (CONFIRMATION, _l("Registration confirmed: %(event)s")),
    Standing.PENDING: ("pending", _l("Registration received, waiting for approval: %(event)s")),
    Standing.WAITING: ("waiting", _l("On the waiting list: %(event)s")),
    Standing.REJECTED: ("rejected", _l("Registration not approved: %(event)s")),
}


def tell(outcome: Outcome, event: Event, *, at: datetime) -> None:
    """Say what became of a registration; tell of an attempt that a stranger may have made."""
    if outcome.is_new and outcome.registration is not None:
        name, subject = WORDS[standing_of(outcome.registration, at=at)]
        _write(outcome, event, name, str(subject), at=at)
    elif outcome.is_own:
        return
    elif outcome.registration is not None:
        _write(outcome, event, "already_registered", _("Already registered: %(event)s"), at=at)
    else:
        _write(outcome, event, "known_account", _("To register for: %(event)s"), at=at)


def offer_place(registration: Registration, *, until: datetime, at: datetime) -> None:
    """Tell the first in line that a place has become free, and until when it is kept."""
    subject = _l("A place is free, please confirm: %(event)s")
    _write_plainly(registration, "place_offered", subject, at=at, until=until)


def confirm(registration: Registration, *, at: datetime) -> None:
    """Confirm a place that was waited for."""
    _write_plainly(registration, *WORDS[Standing.CONFIRMED], at=at)


def tell_of_decision(registration: Registration, *, at: datetime) -> None:
    _write_plainly(registration, *WORDS[standing_of(registration, at=at)], at=at)


def tell_of_place(registration: Registration, *, at: datetime) -> None:
    """Say where somebody stands who has said that they come, with a link to their page."""
    outcome = Outcome(registration.user, registration, is_new=True, is_own=False)
    if standing_of(registration, at=at) in WORDS:
        tell(outcome, registration.event, at=at)


def tell_of_replacement(registration: Registration, *, at: datetime) -> None:
    """Tell whoever does not come that somebody else does."""
    _write_plainly(registration, "replaced", _l("Another delegate comes: %(event)s"), at=at)


def _write(outcome: Outcome, event: Event, name: str, subject: str, *, at: datetime) -> None:
    people_letters.write_with_link(
        outcome.user,
        f"registration/letters/{name}.txt",
        subject % {"event": local(event.short_title)},
        at=at,
        event_id=event.id,
        enclosure=_enclosure(outcome.registration, name),
        event=event,
        registration=outcome.registration,
        position=_position(outcome.registration),
        page=_page(event),
    )


def _write_plainly(
    registration: Registration,
    name: str,
    subject: LazyString,
    *,
    at: datetime,
    until: datetime | None = None,
) -> None:
    """In the delegate's own language and without a link that signs in, which lives for an hour."""
    event = registration.event
    with force_locale(registration.language):
        text = written(
            f"registration/letters/{name}.txt",
            registration=registration,
            position=_position(registration),
            until=until,
            page=_page(event),
        )
        title = str(subject) % {"event": local(event.short_title)}
    outbox.write(
        registration.email,
        title,
        text,
        at=at,
        event_id=event.id,
        enclosure=_enclosure(registration, name),
    )


def _enclosure(registration: Registration | None, name: str) -> str | None:
    """The ticket goes with the letter that confirms a place."""
    return enclosing.named(registration) if registration and name == CONFIRMATION else None


def _position(registration: Registration | None) -> int:
    if registration is None or registration.waiting is None:
        return 0
    return position_of(registration)


def _page(event: Event) -> Link:
    return Link(f"{current_app.config['SETTINGS'].base_url}/{event.slug}/me")
