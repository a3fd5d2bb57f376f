"""Changing the programme: what fits, and what is done when it does."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp import audit, live
from confapp.agenda.models import AgendaItem, AgendaSession, Speaker
from confapp.agenda.programme import topic
from confapp.database import Words, db, hold
from confapp.errors import Refusal
from confapp.events.models import Department, Domain
from confapp.i18n import clock_time, local
from confapp.people.models import User

STARTS, ENDS = "starts", "ends"


@dataclass(frozen=True)
class Presenter:
    """A person with a post, or with an empty name a unit that sends somebody."""

    name: str
    post: Words


@dataclass(frozen=True)
class Plan:
    """What an item is to be."""

    kind: str
    title: Words
    starts_at: datetime
    ends_at: datetime
    room: Words
    domain: Domain | None
    department: Department | None
    presenters: tuple[Presenter, ...] = ()


def objections(
    session: AgendaSession,
    starts_at: datetime,
    ends_at: datetime,
    *,
    besides: AgendaItem | None = None,
) -> dict[str, str]:
    """What speaks against these times, in a sentence for the start, the end, or both.

    `besides` is the item that is to be moved: it cannot be in its own way.
    """
    if ends_at <= starts_at:
        return {ENDS: _("The item must end after it starts.")}
    outside = _outside(session, starts_at, ends_at)
    other = (
        None if outside else db.session.scalar(_in_the_way(session, starts_at, ends_at, besides))
    )
    return {STARTS: _taken_by(other)} if other else outside


def add(session: AgendaSession, plan: Plan, *, by: User) -> AgendaItem:
    """Put a new item into the session; raises `Refusal` if its times do not fit."""
    _refuse_misfit(session, plan)
    item = AgendaItem(session_id=session.id)
    _write(plan, item)
    db.session.add(item)
    db.session.flush()
    _tell("added", item, session, by=by, now=_times(item))
    return item


def change(item: AgendaItem, plan: Plan, *, by: User) -> None:
    """Let the item be what the plan says; raises `Refusal` if its times do not fit."""
    _refuse_misfit(item.session, plan, besides=item)
    before = _times(item)
    _write(plan, item)
    _tell("changed", item, item.session, by=by, before=before, now=_times(item))


def remove(item: AgendaItem, *, by: User) -> None:
    """Take the item out of the programme."""
    session = item.session
    db.session.delete(item)
    _tell("removed", item, session, by=by, before=_times(item), title=item.title.vi)


def _outside(session: AgendaSession, starts_at: datetime, ends_at: datetime) -> dict[str, str]:
    sentence = _(
        "The session lasts from %(starts)s to %(ends)s; the item must lie within it.",
        starts=clock_time(session.starts_at),
        ends=clock_time(session.ends_at),
    )
    is_outside = {STARTS: starts_at < session.starts_at, ENDS: ends_at > session.ends_at}
    return {end: sentence for end, outside in is_outside.items() if outside}


def _in_the_way(
    session: AgendaSession, starts_at: datetime, ends_at: datetime, besides: AgendaItem | None
) -> sa.Select[AgendaItem]:
    overlapping = (
        sa.select(AgendaItem)
        .filter_by(session_id=session.id)
        .where(AgendaItem.starts_at < ends_at, AgendaItem.ends_at > starts_at)
    )
    others = overlapping.where(AgendaItem.id != besides.id) if besides else overlapping
    return others.order_by(AgendaItem.starts_at).limit(1)


def _taken_by(other: AgendaItem) -> str:
    return _(
        "From %(starts)s to %(ends)s there is already “%(title)s”.",
        starts=clock_time(other.starts_at),
        ends=clock_time(other.ends_at),
        title=local(other.title),
    )


def _refuse_misfit(
    session: AgendaSession, plan: Plan, *, besides: AgendaItem | None = None
) -> None:
    hold(topic(session.event_id))
    for sentence in objections(session, plan.starts_at, plan.ends_at, besides=besides).values():
        raise Refusal(sentence)


def _write(plan: Plan, item: AgendaItem) -> None:
    item.kind, item.title, item.room = plan.kind, plan.title, plan.room
    item.starts_at, item.ends_at = plan.starts_at, plan.ends_at
    item.domain, item.department = plan.domain, plan.department
    if [Presenter(one.name, one.post) for one in item.speakers] != list(plan.presenters):
        item.speakers = [Speaker(name=one.name, post=one.post) for one in plan.presenters]


def _tell(
    act: str, item: AgendaItem, session: AgendaSession, *, by: User, **details: object
) -> None:
    audit.record(act, f"agenda item {item.id}", user_id=by.id, event_id=session.event_id, **details)
    live.touch(topic(session.event_id))


def _times(item: AgendaItem) -> str:
    return f"{item.starts_at.isoformat()}/{item.ends_at.isoformat()}"
