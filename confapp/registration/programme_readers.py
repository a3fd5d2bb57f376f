"""Whom a change of the programme concerns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from confapp.agenda.changes import Change
from confapp.agenda.models import Version
from confapp.database import db
from confapp.events.models import Department, Event, Member
from confapp.people.models import User
from confapp.registration import delegates
from confapp.registration.models import Registration


@dataclass(frozen=True)
class Reader:
    """Somebody to write to, and what concerns them; `sessions` are a delegate's own."""

    user_id: int
    email: str
    name: str
    language: str
    changes: tuple[Change, ...]
    sessions: tuple[int, ...] = ()


def readers_of(version: Version, found: Sequence[Change]) -> Iterator[Reader]:
    """Whom the changes concern: delegates by their sessions, others by their department."""
    registered = set()
    for mine in db.session.scalars(_registered_before(version)):
        registered.add(mine.user_id)
        sessions = tuple(session.id for session in mine.sessions)
        own = tuple(change for change in found if change.session_id in sessions)
        if own:
            name = mine.salutation_and_name
            yield Reader(mine.user_id, mine.user.email, name, mine.language, own, sessions)
    for member in db.session.scalars(_members(version.event_id)):
        own = tuple(change for change in found if member.department.code in _departments(change))
        if own and member.user_id not in registered:
            registered.add(member.user_id)
            yield Reader(member.user_id, member.user.email, member.user.full_name, "vi", own)


def still_there(event_id: int) -> sa.Select[int]:
    """The accounts that come to the event or act for one of its departments."""
    coming = sa.select(Registration.user_id).filter_by(event_id=event_id)
    acting = sa.select(Member.user_id).join(Member.department)
    acting = acting.where(Department.event_id == event_id)
    return sa.select(User.id).where(sa.or_(User.id.in_(coming), User.id.in_(acting)))


def _registered_before(version: Version) -> sa.Select[Registration]:
    """Who registered later has seen the programme as it is."""
    event = db.session.get_one(Event, version.event_id)
    whole = (selectinload(Registration.sessions), joinedload(Registration.user))
    earlier = delegates.coming(event).where(Registration.created_at < version.published_at)
    return earlier.options(*whole).order_by(Registration.id)


def _members(event_id: int) -> sa.Select[Member]:
    of_event = sa.select(Member).join(Member.department).where(Department.event_id == event_id)
    return of_event.options(joinedload(Member.user)).order_by(Member.id)


def _departments(change: Change) -> set[str]:
    return {one.department.code for one in (change.old, change.new) if one and one.department}
