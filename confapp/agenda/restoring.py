"""Taking changes of the draft back: it becomes again what it was, under the same numbers."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from confapp import audit, live
from confapp.agenda import draft, transcript
from confapp.agenda.models import AgendaItem, AgendaSession, DraftStep
from confapp.agenda.programme import Item, Session
from confapp.database import db
from confapp.events.models import Department, Domain
from confapp.people.models import User


def take_back(step: DraftStep, *, by: User, at: datetime) -> None:
    """Let the draft be what it was before this step, the newest that has not been taken back."""
    restore(transcript.read(step.before), event_id=step.event_id, at=at)
    step.undone_at = at
    audit.record("took back", f"agenda step {step.id}", user_id=by.id, event_id=step.event_id)
    live.touch(draft.topic(step.event_id))


def restore(sessions: Iterable[Session], *, event_id: int, at: datetime) -> None:
    """Let the draft hold exactly these sessions and items again, under the same numbers."""
    wanted = {session.id: session for session in sessions}
    rows = {row.id: row for row in db.session.scalars(draft.sessions_of(event_id))}
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
    draft.set_speakers(row, [speaker.id for speaker in item.speakers])


def _ids_by_code(event_id: int) -> dict[type, dict[str, int]]:
    return {model: _ids(model, event_id) for model in (Domain, Department)}


def _ids(model: type[Domain] | type[Department], event_id: int) -> dict[str, int]:
    rows = db.session.execute(sa.select(model.code, model.id).filter_by(event_id=event_id))
    return {code: number for code, number in rows}  # noqa: C416 – a Row is no pair to mypy
