"""The first sample certificates, for those who came to both sessions."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from confapp.certificates import issuing
from confapp.checkin.models import CheckIn
from confapp.database import db
from confapp.events.models import Event
from confapp.people.models import User
from confapp.registration.models import Registration

FIRST_BATCH = 24


def issue(event: Event, registered: list[Registration], *, by: User, now: datetime) -> None:
    """Issue to the first two dozen; the rest wait for the organiser's button."""
    attended = sa.select(CheckIn.registration_id).group_by(CheckIn.registration_id)
    both = set(db.session.scalars(attended.having(sa.func.count() == 2)))
    earned = [registration for registration in registered if registration.id in both]
    for registration in earned[:FIRST_BATCH]:
        issuing.issue(registration, by=by, at=now - timedelta(minutes=5))
