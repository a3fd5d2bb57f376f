"""Asking whoever others have registered whether they come, and asking again."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import current_app

from confapp import audit, jobs, seals
from confapp.clock import in_vietnam, now
from confapp.database import db, hold
from confapp.events.models import Event
from confapp.mail.links import Link
from confapp.mail.outbox import NOBODYS
from confapp.mail.wording import Letter
from confapp.people.models import User
from confapp.registration import letters, wordings
from confapp.registration.models import (
    Cancellation,
    Consent,
    Invitation,
    InvitationAnswer,
    InvitationReminder,
    Registration,
)
from confapp.registration.purposes import ORGANISING

INVITATION = "invitation"
# Letters in one transaction, a quarter of a second long: registering must not wait for them.
AT_ONCE = 25
REMIND_AFTER = timedelta(days=3)
MOST_REMINDERS = 2
# Offices read letters in the daytime; nobody is reminded at night.
WORKING_HOURS = range(8, 18)


def invite(registration: Registration, *, by: User | None, at: datetime) -> None:
    """Write to whoever has an address, once; the link in the letter answers once."""
    if registration.has_email and not registration.is_cancelled and not registration.invitation:
        registration.invitation = Invitation(at=at)
        _write(registration, wordings.INVITATION, at=at)
        _note("invite", registration, by)


def is_to_be_invited(registration: Registration) -> bool:
    """Whether others have registered them, who can be written to and were not invited yet."""
    agreed = any(consent.purpose == ORGANISING.code for consent in registration.consents)
    return registration.has_email and not agreed and registration.invitation is None


def remind(registration: Registration, *, by: User | None, at: datetime) -> None:
    """Ask somebody again who has not answered."""
    db.session.add(InvitationReminder(registration_id=registration.id, at=at))
    _write(registration, wordings.REMINDER, at=at)
    _note("remind", registration, by)


def to_invite(event: Event) -> sa.Select[Registration]:
    """Who was registered by others, has agreed to nothing yet, and can be written to."""
    agreed = Registration.consents.any(Consent.purpose == ORGANISING.code)
    return _reachable(event).where(~agreed, ~_is_invited())


def unanswered(event: Event, *, not_since: datetime) -> sa.Select[Registration]:
    """Who was written to before this time, not since, and has not answered."""
    was_reminded = sa.exists().where(
        InvitationReminder.registration_id == Registration.id, InvitationReminder.at > not_since
    )
    return (
        _reachable(event)
        .join(Invitation, Invitation.registration_id == Registration.id)
        .where(Invitation.at <= not_since, ~_is_answered(), ~was_reminded)
    )


@jobs.job
def invite_all(event_id: int, by_id: int) -> None:
    """Invite everybody who is still to be invited, some in each transaction."""
    while _some(event_id, by_id, to_invite(_event(event_id)), invite):
        pass


@jobs.job
def remind_all(event_id: int, by_id: int) -> None:
    """Remind everybody who has not answered, nobody twice a day."""
    while _some(event_id, by_id, unanswered(_event(event_id), not_since=_a_day_ago()), remind):
        pass


@jobs.every_minute
def remind_by_itself() -> None:
    """Remind after three days and again after three more, in the daytime, until the deadline."""
    at = now()
    if in_vietnam(at).hour not in WORKING_HOURS:
        return
    open_still = sa.select(Event.id).where(Event.registration_closes_at > at)
    for event_id in db.session.scalars(open_still).all():
        waiting = unanswered(_event(event_id), not_since=at - REMIND_AFTER)
        _some(event_id, None, waiting.where(_reminders() < MOST_REMINDERS), remind)


def _some(event_id: int, by_id: int | None, rows: sa.Select[Registration], act: object) -> bool:
    """Do it for the first of them; nobody is written to twice if two workers do so at once."""
    hold(f"invitations {event_id}")
    found = db.session.scalars(rows.order_by(Registration.id).limit(AT_ONCE)).all()
    by = db.session.get(User, by_id) if by_id else None
    for registration in found:
        act(registration, by=by, at=now())  # type: ignore[operator]
    db.session.commit()
    return bool(found)


def _reachable(event: Event) -> sa.Select[Registration]:
    is_cancelled = sa.exists().where(Cancellation.registration_id == Registration.id)
    of_event = sa.select(Registration).where(Registration.event_id == event.id)
    return of_event.where(~Registration.email.endswith(NOBODYS), ~is_cancelled)


def _is_invited() -> sa.ColumnElement[bool]:
    return sa.exists().where(Invitation.registration_id == Registration.id)


def _is_answered() -> sa.ColumnElement[bool]:
    return sa.exists().where(InvitationAnswer.registration_id == Registration.id)


def _reminders() -> sa.ScalarSelect[int]:
    theirs = InvitationReminder.registration_id == Registration.id
    return sa.select(sa.func.count()).where(theirs).scalar_subquery()


def _a_day_ago() -> datetime:
    return now() - timedelta(days=1)


def _event(event_id: int) -> Event:
    return db.session.get_one(Event, event_id)


def _write(registration: Registration, letter: Letter, *, at: datetime) -> None:
    base_url: str = current_app.config["SETTINGS"].base_url
    key = seals.key_for(INVITATION, registration.id)
    page = Link(f"{base_url}/{registration.event.slug}/invitation/{key}")
    letters.write(registration, letter, at=at, answer=page)


def _note(act: str, registration: Registration, by: User | None) -> None:
    audit.record(
        act,
        f"registration {registration.id}",
        user_id=by.id if by else None,
        event_id=registration.event_id,
    )
