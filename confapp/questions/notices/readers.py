"""Who reads letters about questions besides the asker, and in which language."""

from collections.abc import Iterable

import sqlalchemy as sa

from confapp.database import db
from confapp.events.models import Department, Event, EventRole, Member
from confapp.people.models import User
from confapp.registration import delegates


def members_of(department: Department) -> list[User]:
    """Everybody who acts for the department."""
    rows = sa.select(User).join(Member, Member.user_id == User.id)
    return list(db.session.scalars(rows.filter(Member.department_id == department.id)))


def with_role(role: str, event: Event) -> list[User]:
    rows = sa.select(User).join(EventRole, EventRole.user_id == User.id)
    of_event = rows.where(EventRole.event_id == event.id, EventRole.role == role)
    return list(db.session.scalars(of_event.order_by(User.id)))


def language_of(user: User, event: Event) -> str:
    """That of their registration; the staff has none, and writes Vietnamese."""
    own = db.session.scalars(delegates.own(user, event)).one_or_none()
    return own.language if own else "vi"


def without(users: Iterable[User], user_id: int | None) -> list[User]:
    """All but who did it."""
    return [one for one in users if one.id != user_id]
