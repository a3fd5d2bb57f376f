"""Which session the desk is checking in for."""

from datetime import datetime

import sqlalchemy as sa

from confapp.agenda.models import AgendaSession
from confapp.database import db
from confapp.events.models import Event


def of_event(event: Event) -> list[AgendaSession]:
    sessions = sa.select(AgendaSession).filter_by(event_id=event.id)
    return list(db.session.scalars(sessions.order_by(AgendaSession.starts_at, AgendaSession.id)))


def last_unfinished(event: Event, *, at: datetime) -> AgendaSession | None:
    """The session that ends last, while it has not ended yet."""
    latest = max(of_event(event), key=lambda session: session.ends_at, default=None)
    return latest if latest and latest.ends_at > at else None


def going_on_or_next(sessions: list[AgendaSession], *, at: datetime) -> AgendaSession | None:
    """The first one that is not over yet; after the last one, the last."""
    not_over = [session for session in sessions if session.ends_at > at]
    return next(iter(not_over or sessions[-1:]), None)
