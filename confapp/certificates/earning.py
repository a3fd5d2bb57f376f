"""Who has earned a certificate: who was checked in to every session and has not cancelled."""

import sqlalchemy as sa

from confapp.agenda.models import AgendaSession
from confapp.certificates.models import Certificate
from confapp.checkin.models import CheckIn
from confapp.database import db
from confapp.events.models import Event
from confapp.registration import delegates
from confapp.registration.models import Registration


def without_certificate(event: Event) -> sa.Select[Registration]:
    """Those who have earned one and have none yet, in the order of their names."""
    has_one = sa.exists().where(Certificate.registration_id == Registration.id)
    earned = delegates.coming(event).where(*_was_at_every_session(event), ~has_one)
    return earned.order_by(Registration.name_key, Registration.id)


def count_without_certificate(event: Event) -> int:
    rows = without_certificate(event).order_by(None).with_only_columns(sa.func.count())
    return db.session.scalar(rows) or 0


def has_earned(registration: Registration) -> sa.Select[bool]:
    """Whether this delegate has earned one, issued or not."""
    event = registration.event
    earned = delegates.coming(event).where(*_was_at_every_session(event))
    return sa.select(earned.where(Registration.id == registration.id).exists())


def _was_at_every_session(event: Event) -> tuple[sa.ColumnElement[bool], ...]:
    was_there = sa.exists().where(
        CheckIn.session_id == AgendaSession.id, CheckIn.registration_id == Registration.id
    )
    session = sa.exists().where(AgendaSession.event_id == event.id)
    missed = session.where(~was_there.correlate(AgendaSession, Registration))
    # An event without sessions certifies nothing.
    return session, ~missed.correlate(Registration)
