"""Registering for an event, correcting it, and cancelling."""

import secrets
from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp import audit
from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.events.models import Department, Event, Province
from confapp.people import inviting, signing_in
from confapp.people.models import User
from confapp.registration import letters, opening, placing
from confapp.registration.application import Application, Details, Outcome
from confapp.registration.models import Cancellation, Consent, Registration, Replacement
from confapp.registration.purposes import TEXT_VERSION


def register(
    application: Application,
    *,
    event: Event,
    visitor: User | None,
    may_register_others: bool,
    at: datetime,
) -> Outcome:
    """Register for the event; an address counts once, and so does a form that is sent twice.

    Raises `Refusal` when registration is closed.
    """
    opening.refuse_when_closed(event, at=at)
    key = signing_in.email_key(application.email)
    hold(lock_of_lists(event.id), is_shared=True)
    hold(lock_of(event.id, key))
    user = signing_in.user_with(application.email)
    known = _with_email(event, key)
    if known is not None:
        return _once_more(known, application, visitor, at=at)
    if user is not None and user is not visitor and not may_register_others:
        return Outcome(user, None, is_new=False, is_own=False)
    # Somebody who is signed in registers a colleague without becoming that colleague.
    is_own = user is visitor
    user = user or _new_account(application, at=at)
    placing.hold_places(event)
    placing.give_on_what_lapsed(event, at=at)
    registration = _add(application, user, event, at=at)
    placing.place(registration, is_approved=may_register_others, at=at)
    _note("register", registration, visitor or user)
    return Outcome(user, registration, is_new=True, is_own=is_own)


def correct(registration: Registration, details: Details, *, by: User, at: datetime) -> None:
    """Write down what has changed; the log says when the name did.

    Raises `Refusal` if it asks for a place that there is not.
    """
    placing.alone_with(registration)
    is_renamed = registration.full_name != details.full_name
    asked_before = _asks_for(registration)
    _write(registration, details, at=at)
    if _asks_for(registration) != asked_before:
        placing.place_anew(registration, at=at)
    _note("correct registration", registration, by, is_renamed=is_renamed)


def cancel(registration: Registration, *, by: User | None, at: datetime) -> None:
    """Say that the delegate will not come, and give the place on; twice is the same as once."""
    placing.alone_with(registration)
    if registration.cancellation is None:
        registration.cancellation = Cancellation(at=at, by_id=by.id if by else None)
        _note("cancel registration", registration, by)
        letters.tell_of_cancellation(registration, at=at)
        placing.move_up(registration.event, at=at)


def come_back(registration: Registration, *, at: datetime) -> None:
    """Take a cancellation back, with a place if there is one; twice is the same as once.

    Raises `Refusal` when registration is closed, and when somebody else comes instead.
    """
    opening.refuse_when_closed(registration.event, at=at)
    placing.alone_with(registration)
    if registration.cancellation is None:
        return
    _take_cancellation_back(registration, at=at)
    _note("register", registration, registration.user)
    letters.tell_of_place(registration, at=at)


def _take_cancellation_back(registration: Registration, *, at: datetime) -> None:
    if db.session.get(Replacement, registration.id) is not None:
        raise Refusal(_("Another delegate comes in this one's stead."))
    placing.give_on_what_lapsed(registration.event, at=at)
    db.session.delete(registration.cancellation)
    registration.cancellation = None
    placing.come_back(registration, at=at)


def consent(registration: Registration, purposes: Collection[str], *, at: datetime) -> None:
    """Write down what the delegate agrees to from now on, in the words of today."""
    agreed = {one.purpose for one in registration.consents}
    registration.consents += [
        _consent(purpose, at=at) for purpose in purposes if purpose not in agreed
    ]


def lock_of(event_id: int, email_key: str) -> str:
    """What is held while somebody with this address registers or is forgotten."""
    return f"registration {event_id} {email_key}"


def lock_of_lists(event_id: int) -> str:
    """What is held alone while a list is taken in, whose addresses are too many to hold each, and
    together by whoever registers otherwise: before any address."""
    return f"list {event_id}"


def _with_email(event: Event, key: str) -> Registration | None:
    found = sa.select(Registration).filter_by(event_id=event.id, email_key=key)
    return db.session.scalars(found).one_or_none()


def _once_more(
    known: Registration, application: Application, visitor: User | None, *, at: datetime
) -> Outcome:
    is_own = visitor is not None and known.user_id == visitor.id
    if is_own and known.cancellation is not None:
        correct(known, application.details, by=known.user, at=at)
        _take_cancellation_back(known, at=at)
    is_own = is_own or _made_the_account(known, application.submission_id)
    return Outcome(known.user, known, is_new=False, is_own=is_own)


def _made_the_account(known: Registration, submission_id: str) -> bool:
    # The same form once more, from the browser whose first sending made the account: only
    # that browser knows the id, and nobody has proved yet to own the address.
    is_same_form = known.submission_id == submission_id
    return (
        is_same_form
        and known.user.email_proved_at is None
        and known.user.created_at == known.created_at
    )


def _new_account(application: Application, *, at: datetime) -> User:
    return inviting.account(application.email, application.details.full_name, at=at, is_staff=False)


def _add(application: Application, user: User, event: Event, *, at: datetime) -> Registration:
    registration = Registration(
        event=event,
        user=user,
        email=application.email,
        email_key=signing_in.email_key(application.email),
        submission_id=_unused(application.submission_id),
        language=application.language,
        created_at=at,
        consents=[_consent(purpose, at=at) for purpose in application.purposes],
    )
    _write(registration, application.details, at=at)
    db.session.add(registration)
    return registration


def _write(registration: Registration, details: Details, *, at: datetime) -> None:
    for name in Details.__dataclass_fields__:
        setattr(registration, name, getattr(details, name))
    registration.changed_at = at
    registration.index()


def _asks_for(registration: Registration) -> tuple[str, Province | None, Department | None]:
    return registration.mode, registration.province, registration.department


def _consent(purpose: str, *, at: datetime) -> Consent:
    return Consent(purpose=purpose, text_version=TEXT_VERSION, given_at=at, withdrawn_at=None)


def _unused(submission_id: str) -> str:
    # One goes back, and registers a colleague on the same form: that is another registration.
    used = sa.select(Registration.id).filter_by(submission_id=submission_id)
    return secrets.token_urlsafe(18) if db.session.scalar(used) else submission_id


def _note(act: str, registration: Registration, by: User | None, **details: bool) -> None:
    db.session.flush()
    audit.record(
        act,
        f"registration {registration.id}",
        user_id=by.id if by else None,
        event_id=registration.event.id,
        **details,
    )
