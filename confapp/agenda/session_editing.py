"""Changing the sessions of the draft; each change can be taken back like that of an item."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from confapp.agenda import draft
from confapp.agenda.models import AgendaItem, AgendaSession
from confapp.agenda.programme import Span
from confapp.agenda.transcript import Json
from confapp.database import Words, db
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.people.models import User


def add(event: Event, title: Words, span: Span, *, by: User, at: datetime) -> AgendaSession:
    before = draft.begin(event.id)
    session = AgendaSession(event_id=event.id)
    _keep("session added", session, title, span, before, by=by, at=at)
    return session


def change(session: AgendaSession, title: Words, span: Span, *, by: User, at: datetime) -> None:
    """Its items stay when they are; what is then outside of it is shown as a conflict."""
    before = draft.begin(session.event_id)
    _keep("session changed", session, title, span, before, by=by, at=at)


def remove(session: AgendaSession, *, by: User, at: datetime) -> None:
    """Raises `Refusal` once it has had items, registrations or check-ins."""
    before = draft.begin(session.event_id)
    event_id, number, title = session.event_id, session.id, session.title
    if db.session.scalar(sa.select(AgendaItem.id).filter_by(session_id=number).limit(1)):
        raise Refusal(_("This session has had items. It can be renamed, but not removed."))
    try:
        with db.session.begin_nested():
            db.session.delete(session)
    except IntegrityError:
        raise Refusal(
            _("Delegates have registered for this session. It can be renamed, but not removed.")
        ) from None
    subject = f"agenda session {number}"
    draft.keep_step(
        "session removed", title, before, event_id=event_id, by=by, at=at, subject=subject
    )


def _keep(
    act: str,
    session: AgendaSession,
    title: Words,
    span: Span,
    before: Json,
    *,
    by: User,
    at: datetime,
) -> None:
    session.title, session.starts_at, session.ends_at = title, span.starts_at, span.ends_at
    db.session.add(session)
    db.session.flush()
    subject = f"agenda session {session.id}"
    draft.keep_step(act, title, before, event_id=session.event_id, by=by, at=at, subject=subject)
