"""Who holds which role in an event, and who acts for which department."""

from collections.abc import Callable
from typing import TypeAlias

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from confapp.database import db
from confapp.events.models import Department, Event, EventRole, Member
from confapp.people.models import User

ORGANISER, MODERATOR, CLERK, DESK = "organiser", "moderator", "clerk", "desk"
SCREEN, LEGAL, FOCAL_POINT = "screen", "legal", "focal_point"
NAMES = {
    ORGANISER: _l("Organising committee"),
    MODERATOR: _l("Moderator"),
    CLERK: _l("Secretariat"),
    DESK: _l("Check-in desk"),
    SCREEN: _l("Screen operator"),
    LEGAL: _l("Legal reviewer"),
    FOCAL_POINT: _l("Focal point of a delegation"),
}

Rule: TypeAlias = Callable[[User, Event], bool]

_ways_to_take_part: list[Rule] = []


def takes_part_if(rule: Rule) -> Rule:
    """Let whoever meets this rule of a later feature count among those who take part."""
    _ways_to_take_part.append(rule)
    return rule


def takes_part(user: User, event: Event) -> bool:
    """Whether the user works for the event or a department of it, or meets one of the rules."""
    works = bool(held_by(user, event) or memberships(user, event))
    return works or any(rule(user, event) for rule in _ways_to_take_part)


def held_by(user: User, event: Event) -> frozenset[str]:
    """The roles of this user in this event, asked for once in a request."""
    cache: dict[tuple[int, int], frozenset[str]] = db.session().info.setdefault("roles", {})
    key = (user.id, event.id)
    if key not in cache:
        rows = sa.select(EventRole.role).filter_by(user_id=user.id, event_id=event.id)
        cache[key] = frozenset(db.session.scalars(rows))
    return cache[key]


def memberships(user: User, event: Event) -> list[Member]:
    """For which departments of this event the user acts, and as what."""
    cache: dict[tuple[int, int], list[Member]] = db.session().info.setdefault("members", {})
    key = (user.id, event.id)
    if key not in cache:
        rows = sa.select(Member).join(Member.department).where(Department.event_id == event.id)
        cache[key] = list(db.session.scalars(rows.where(Member.user_id == user.id)))
    return cache[key]


def give(user: User, role: str, event: Event) -> None:
    """Let the user hold this role in the event; twice is the same as once."""
    if role not in NAMES:
        raise ValueError(f"no such role: {role}")
    user.is_staff = True
    if role not in held_by(user, event):
        db.session.add(EventRole(user_id=user.id, event_id=event.id, role=role))
        db.session().info.pop("roles")


def take(user: User, role: str, event: Event) -> None:
    """Let the user no longer hold this role in the event."""
    held = sa.delete(EventRole).filter_by(user_id=user.id, event_id=event.id, role=role)
    db.session.execute(held)
    db.session().info.pop("roles", None)
    user.is_staff = bool(db.session.scalar(sa.select(works_somewhere(user))))


def works_somewhere(user: User) -> sa.ColumnElement[bool]:
    has_role = sa.exists().where(EventRole.user_id == user.id)
    return sa.or_(has_role, sa.exists().where(Member.user_id == user.id))
