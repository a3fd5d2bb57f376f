"""Changing the draft: what is refused as nonsense, and what is done otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from confapp.agenda import draft, moving, rearranging, speaking
from confapp.agenda.models import AgendaItem, AgendaSession, Room
from confapp.agenda.programme import Span
from confapp.database import Words, db
from confapp.events.models import Department, Domain
from confapp.people.models import User


@dataclass(frozen=True)
class Presenting:
    """Who is to present: a person with a post, or with an empty name a unit."""

    name: str
    post: Words


@dataclass(frozen=True)
class Plan:
    """What an item is to be."""

    kind: str
    title: Words
    span: Span
    room: Room | None
    domain: Domain | None
    department: Department | None
    presenters: tuple[Presenting, ...] = ()


def add(session: AgendaSession, plan: Plan, *, by: User, at: datetime) -> AgendaItem:
    """Put a new item into the draft."""
    before = draft.begin(session.event_id)
    item = AgendaItem(session_id=session.id)
    _write(plan, item, session.event_id)
    draft.keep_item_step("added", item, before, session, by=by, at=at)
    return item


def change(item: AgendaItem, plan: Plan, following: str, *, by: User, at: datetime) -> None:
    """Let the item be what the plan says, and those after it follow."""
    session = item.session
    before = draft.begin(session.event_id)
    times = moving.respan(rearranging.slots_of(session), item.id, plan.span, following)
    _write(plan, item, session.event_id)
    rearranging.set_times(session, times)
    draft.keep_item_step("changed", item, before, session, by=by, at=at)


def remove(item: AgendaItem, *, by: User, at: datetime) -> None:
    """Take the item out of the draft; its number is never given to another."""
    before = draft.begin(item.session.event_id)
    item.removed_at = at
    draft.keep_item_step("removed", item, before, item.session, by=by, at=at)


def _write(plan: Plan, item: AgendaItem, event_id: int) -> None:
    item.kind, item.title, item.room = plan.kind, plan.title, plan.room
    item.starts_at, item.ends_at = plan.span.starts_at, plan.span.ends_at
    item.domain, item.department = plan.domain, plan.department
    db.session.add(item)
    draft.set_speakers(item, _numbers(plan.presenters, plan.department, event_id))


def _numbers(
    presenters: Iterable[Presenting], department: Department | None, event_id: int
) -> list[int]:
    people = [
        speaking.known_or_new(one.name, one.post, department, event_id=event_id)
        for one in presenters
    ]
    return list(dict.fromkeys(person.id for person in people))
