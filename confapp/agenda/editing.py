"""Changing the draft: what is refused as nonsense, and what is done otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _

from confapp.agenda import draft, moving, speaking
from confapp.agenda.models import AgendaItem, AgendaSession, Room
from confapp.agenda.moving import Slot, Times
from confapp.agenda.programme import Span
from confapp.agenda.transcript import Json
from confapp.clock import in_vietnam
from confapp.database import Words, db
from confapp.errors import Refusal
from confapp.events.models import Department, Domain
from confapp.i18n import local
from confapp.people.models import User

LONGEST = timedelta(hours=12)
USUAL_LENGTH = timedelta(minutes=30)


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


def nonsense(span: Span) -> str:
    """Why nothing can last like this, in a sentence; or nothing."""
    if span.ends_at <= span.starts_at:
        return _("The end must be after the start.")
    if span.length > LONGEST:
        return _("Nothing lasts more than twelve hours.")
    if in_vietnam(span.starts_at).date() != in_vietnam(span.ends_at).date():
        return _("It must end on the day on which it starts.")
    return ""


def add(session: AgendaSession, plan: Plan, *, by: User, at: datetime) -> AgendaItem:
    """Put a new item into the draft."""
    before = draft.begin(session.event_id)
    item = AgendaItem(session_id=session.id)
    _write(plan, item, session.event_id)
    _keep("added", item, before, session, by=by, at=at)
    return item


def change(item: AgendaItem, plan: Plan, following: str, *, by: User, at: datetime) -> None:
    """Let the item be what the plan says, and those after it follow."""
    session = item.session
    before = draft.begin(session.event_id)
    times = moving.respan(_slots(session), item.id, plan.span, following)
    _write(plan, item, session.event_id)
    _set_times(session, times)
    _keep("changed", item, before, session, by=by, at=at)


def respan(item: AgendaItem, span: Span, following: str, *, by: User, at: datetime) -> None:
    """Move or stretch the item, and let those after it follow; raises `Refusal` for nonsense."""
    session = item.session
    before = draft.begin(session.event_id)
    _set_times(session, moving.respan(_slots(session), item.id, span, following))
    _keep("moved", item, before, session, by=by, at=at)


def place(item: AgendaItem, session: AgendaSession, index: int, *, by: User, at: datetime) -> None:
    """Give the item this place (from 0) in the order of a session, its own or another."""
    before = draft.begin(session.event_id)
    if session is not item.session:
        _hand_over(item, session, index)
    slots = _slots(session)
    _set_times(session, moving.reorder(slots, item.id, max(0, min(index, len(slots) - 1))))
    _keep("moved", item, before, session, by=by, at=at)


def remove(item: AgendaItem, *, by: User, at: datetime) -> None:
    """Take the item out of the draft; its number is never given to another."""
    before = draft.begin(item.session.event_id)
    item.removed_at = at
    _keep("removed", item, before, item.session, by=by, at=at)


def _hand_over(item: AgendaItem, session: AgendaSession, index: int) -> None:
    """Into the other session, at its end or just before whatever is at this place."""
    slots = _slots(session)
    starts_at = session.starts_at
    if index < len(slots):
        starts_at = slots[index].span.starts_at
    elif slots:
        starts_at = slots[-1].span.ends_at
    length = item.ends_at - item.starts_at
    in_the_way = [slot for slot in slots if slot.span.starts_at >= starts_at]
    moved = moving.pushed(in_the_way, Span(starts_at, starts_at + length))
    item.session_id = session.id
    item.starts_at, item.ends_at = starts_at, starts_at + length
    db.session.flush()
    db.session.expire(session, ["items"])
    _set_times(session, moved)


def _slots(session: AgendaSession) -> list[Slot]:
    return [Slot(item.id, Span(item.starts_at, item.ends_at)) for item in session.items]


def _set_times(session: AgendaSession, times: Times) -> None:
    for item in session.items:
        span = times.get(item.id)
        if span:
            _refuse_nonsense(item, span)
            item.starts_at, item.ends_at = span.starts_at, span.ends_at
    db.session.flush()
    db.session.expire(session, ["items"])


def _refuse_nonsense(item: AgendaItem, span: Span) -> None:
    sentence = nonsense(span)
    if sentence:
        raise Refusal(f"“{local(item.title)}”: {sentence}")


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


def _keep(
    act: str,
    item: AgendaItem,
    before: Json,
    session: AgendaSession,
    *,
    by: User,
    at: datetime,
) -> None:
    db.session.flush()
    draft.keep_step(
        act,
        item.title,
        before,
        event_id=session.event_id,
        by=by,
        at=at,
        subject=f"agenda item {item.id}",
        times=f"{item.starts_at.isoformat()}/{item.ends_at.isoformat()}",
    )
