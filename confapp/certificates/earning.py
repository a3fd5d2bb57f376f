"""Who has earned a certificate: who was checked in wherever the rules ask, and is coming."""

import sqlalchemy as sa

from confapp.certificates.models import Certificate
from confapp.certificates.rules import sessions
from confapp.database import db
from confapp.events.models import Event
from confapp.registration import delegates
from confapp.registration.models import Registration


def without_certificate(event: Event) -> sa.Select[Registration]:
    """Those who have earned one and have none yet, in the order of their names."""
    has_one = sa.exists().where(Certificate.registration_id == Registration.id)
    earned = delegates.coming(event).where(sessions.was_there(event), ~has_one)
    return earned.order_by(Registration.name_key, Registration.id)


def count_without_certificate(event: Event) -> int:
    rows = without_certificate(event).order_by(None).with_only_columns(sa.func.count())
    return db.session.scalar(rows) or 0


def has_earned(registration: Registration) -> sa.Select[bool]:
    """Whether this delegate has earned one, issued or not."""
    event = registration.event
    earned = delegates.coming(event).where(sessions.was_there(event))
    return sa.select(earned.where(Registration.id == registration.id).exists())
