"""When one can register: until the deadline, unless the organisers have closed it before."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp import audit
from confapp.clock import in_vietnam
from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.people.models import User
from confapp.registration.models import Closure


def closure_of(event: Event) -> Closure | None:
    """The closure that is going on."""
    going_on = sa.select(Closure).filter_by(event_id=event.id, ended_at=None)
    return db.session.scalars(going_on).one_or_none()


def is_open(event: Event, *, at: datetime) -> bool:
    return at <= event.registration_closes_at and closure_of(event) is None


def refuse_when_closed(event: Event, *, at: datetime) -> None:
    """Raises `Refusal` after the deadline, or after the organisers have closed it."""
    closure = closure_of(event)
    closed_at = event.registration_closes_at if closure is None else closure.at
    if closure is not None or at > closed_at:
        raise Refusal(closed_sentence(closed_at))


def closed_sentence(closed_at: datetime) -> str:
    closed = in_vietnam(closed_at)
    return _(
        "Registration closed at %(time)s on %(day)s.",
        time=f"{closed:%H:%M}",
        day=f"{closed:%d/%m/%Y}",
    )


def close(event: Event, *, by: User, at: datetime) -> None:
    """Close registration before its deadline; twice is the same as once."""
    hold(f"closing {event.id}")
    if closure_of(event) is None:
        db.session.add(Closure(event_id=event.id, at=at, by_id=by.id, ended_at=None))
        audit.record("close registration", f"event {event.id}", user_id=by.id, event_id=event.id)


def reopen(event: Event, *, by: User, at: datetime) -> None:
    """Let people register again; twice is the same as once."""
    hold(f"closing {event.id}")
    closure = closure_of(event)
    if closure is not None:
        closure.ended_at, closure.ended_by_id = at, by.id
        audit.record("reopen registration", f"event {event.id}", user_id=by.id, event_id=event.id)
