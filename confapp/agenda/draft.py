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
from confapp.events.models import Department, Domain
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


def take_back(step: DraftStep, *, by: User, at: datetime) -> None:
    """Let the draft be what it was before this step, the newest that has not been taken back."""
    restore(transcript.read(step.before), event_id=step.event_id, at=at)
    step.undone_at = at
    audit.record("took back", f"agenda step {step.id}", user_id=by.id, event_id=step.event_id)
    live.touch(topic(step.event_id))


def restore(sessions: Iterable[Session], *, event_id: int, at: datetime) -> None:
    """Let the draft hold exactly these sessions and items again, under the same numbers."""
    wanted = {session.id: session for session in sessions}
    rows = {row.id: row for row in db.session.scalars(sessions_of(event_id))}
    for row in rows.values():
        if row.id not in wanted:
            db.session.delete(row)
    for session in wanted.values():
        row = rows.get(session.id) or AgendaSession(id=session.id, event_id=event_id)
        row.title, row.starts_at = session.title, session.planned.starts_at
        row.ends_at = session.planned.ends_at
        db.session.add(row)
    db.session.flush()
    _restore_items(wanted.values(), event_id=event_id, at=at)


def set_speakers(item: AgendaItem, speakers: Iterable[int]) -> None:
    """Who presents the item, in this order."""
    db.session.flush()
    db.session.execute(sa.delete(item_speaker).where(item_speaker.c.item_id == item.id))
    rows = [{"item_id": item.id, "speaker_id": s, "position": n} for n, s in enumerate(speakers)]
    if rows:
        db.session.execute(sa.insert(item_speaker), rows)
    db.session.expire(item, ["speakers"])


def _restore_items(sessions: Iterable[Session], *, event_id: int, at: datetime) -> None:
    of_event = AgendaItem.session.has(AgendaSession.event_id == event_id)
    rows = {row.id: row for row in db.session.scalars(sa.select(AgendaItem).where(of_event))}
    codes = _ids_by_code(event_id)
    left = dict(rows)
    for session in sessions:
        for item in session.items:
            _restore_item(left.pop(item.id), item, session.id, codes)
    for row in left.values():
        row.removed_at = row.removed_at or at
    db.session.flush()


def _restore_item(
    row: AgendaItem, item: Item, session_id: int, codes: dict[type, dict[str, int]]
) -> None:
    row.session_id, row.kind, row.title, row.room_id = (
        session_id,
        item.kind,
        item.title,
        item.room_id,
    )
    row.starts_at, row.ends_at = item.planned.starts_at, item.planned.ends_at
    row.removed_at = None
    row.domain_id = codes[Domain][item.domain.code] if item.domain else None
    row.department_id = codes[Department][item.department.code] if item.department else None
    set_speakers(row, [speaker.id for speaker in item.speakers])


def _ids_by_code(event_id: int) -> dict[type, dict[str, int]]:
    return {model: _ids(model, event_id) for model in (Domain, Department)}


def _ids(model: type[Domain] | type[Department], event_id: int) -> dict[str, int]:
    rows = db.session.execute(sa.select(model.code, model.id).filter_by(event_id=event_id))
    return {code: number for code, number in rows}  # noqa: C416 – a Row is no pair to mypy


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
