"""The draft: what the organisers work on, each change of which can be taken back."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import selectinload

from confapp import audit, live
from confapp.agenda import transcript
from confapp.agenda.models import AgendaItem, AgendaSession, DraftStep
from confapp.agenda.models.draft import item_speaker
from confapp.agenda.programme import NOWHERE, Body, Item, Presenter, Session, Span
from confapp.database import Words, db, hold
from confapp.events.models import Domain
from confapp.i18n import local
from confapp.people.models import User

PHRASES = {
    "added": _l("added “%(title)s”"),
    "changed": _l("changed “%(title)s”"),
    "moved": _l("moved “%(title)s”"),
    "removed": _l("removed “%(title)s”"),
    "session added": _l("added the session “%(title)s”"),
    "session changed": _l("changed the session “%(title)s”"),
    "session removed": _l("removed the session “%(title)s”"),
}


def topic(event_id: int) -> str:
    """The live topic of those who are editing."""
    return f"agenda-draft:{event_id}"


def sessions_of(event_id: int) -> sa.Select[AgendaSession]:
    """The sessions in the order of the day, with everything that is shown of their items."""
    items = selectinload(AgendaSession.items)
    return (
        sa.select(AgendaSession)
        .filter_by(event_id=event_id)
        .order_by(AgendaSession.starts_at, AgendaSession.id)
        .options(
            items.joinedload(AgendaItem.domain).raiseload(Domain.departments),
            items.joinedload(AgendaItem.department),
            items.joinedload(AgendaItem.room),
            items.selectinload(AgendaItem.speakers),
        )
        .execution_options(populate_existing=True)
    )


def as_planned(event_id: int) -> tuple[Session, ...]:
    """The draft as the programme would be if it were published now."""
    return tuple(_session(one) for one in db.session.scalars(sessions_of(event_id)))


def newest_step(event_id: int) -> sa.Select[DraftStep]:
    """The last change that has not been taken back."""
    steps = sa.select(DraftStep).filter_by(event_id=event_id, undone_at=None)
    return steps.order_by(DraftStep.id.desc()).limit(1)


def words_of(step: DraftStep) -> str:
    """What was changed, in words."""
    return str(PHRASES[step.act]) % {"title": local(step.title)}


def begin(event_id: int) -> transcript.Json:
    """The draft before a change, which nobody else can make until this one is done."""
    hold(topic(event_id))
    return transcript.written(as_planned(event_id))


def keep_step(
    act: str,
    title: Words,
    before: transcript.Json,
    *,
    event_id: int,
    by: User,
    at: datetime,
    subject: str,
    **details: object,
) -> None:
    """Note what was changed, and what it was before."""
    step = DraftStep(event_id=event_id, at=at, by_id=by.id, act=act, title=title, before=before)
    db.session.add(step)
    audit.record(act, subject, user_id=by.id, event_id=event_id, **details)
    live.touch(topic(event_id))


def keep_item_step(
    act: str,
    item: AgendaItem,
    before: transcript.Json,
    session: AgendaSession,
    *,
    by: User,
    at: datetime,
) -> None:
    """The same for a change of one item, with the times that it has now."""
    db.session.flush()
    keep_step(
        act,
        item.title,
        before,
        event_id=session.event_id,
        by=by,
        at=at,
        subject=f"agenda item {item.id}",
        times=f"{item.starts_at.isoformat()}/{item.ends_at.isoformat()}",
    )


def set_speakers(item: AgendaItem, speakers: Iterable[int]) -> None:
    """Who presents the item, in this order."""
    db.session.flush()
    db.session.execute(sa.delete(item_speaker).where(item_speaker.c.item_id == item.id))
    rows = [{"item_id": item.id, "speaker_id": s, "position": n} for n, s in enumerate(speakers)]
    if rows:
        db.session.execute(sa.insert(item_speaker), rows)
    db.session.expire(item, ["speakers"])


def _session(row: AgendaSession) -> Session:
    return Session(
        id=row.id,
        title=row.title,
        planned=Span(row.starts_at, row.ends_at),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        items=tuple(_item(item) for item in row.items),
    )


def _item(row: AgendaItem) -> Item:
    domain, department = row.domain, row.department
    return Item(
        id=row.id,
        kind=row.kind,
        title=row.title,
        planned=Span(row.starts_at, row.ends_at),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        room=row.room.name if row.room else NOWHERE,
        room_id=row.room_id,
        domain=Body(domain.code, domain.name, domain.hue) if domain else None,
        department=Body(department.code, department.name) if department else None,
        speakers=tuple(Presenter(one.id, one.name, one.post) for one in row.speakers),
    )
