"""Checking delegates in for a session, once each, and taking it back."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from confapp import audit, live
from confapp.agenda.models import AgendaSession
from confapp.checkin.models import CheckIn
from confapp.database import db
from confapp.people.models import User
from confapp.registration.models import Registration

IN, ALREADY, CANCELLED = "in", "already", "cancelled"
OTHER_EVENT, UNKNOWN, NO_PLACE = "other_event", "unknown", "no_place"
BY_CODE, BY_NAME = "code", "name"


@dataclass(frozen=True)
class Verdict:
    """What the desk says about a delegate; only of its own event does it name one."""

    kind: str
    registration: Registration | None = None
    at: datetime | None = None
    by_name: str = ""


def topic(event_id: int) -> str:
    return f"checkin:{event_id}"


def check_in(
    registration: Registration | None,
    session: AgendaSession,
    *,
    by: User,
    at: datetime,
    method: str,
) -> Verdict:
    """Check the delegate in for the session; a second time changes nothing and says when it was."""
    if registration is None:
        return Verdict(UNKNOWN)
    if registration.event_id != session.event_id:
        return Verdict(OTHER_EVENT)
    if registration.cancellation is not None:
        return Verdict(CANCELLED, registration, registration.cancellation.at)
    if not registration.has_place:
        return Verdict(NO_PLACE, registration)
    row = CheckIn(registration=registration, session=session, at=at, by=by, method=method)
    if not _is_first(row):
        earlier = db.session.scalar(_row(registration, session))
        # Nothing there: the delegate has deleted themselves while the desk was scanning.
        return _verdict(ALREADY, earlier) if earlier else Verdict(UNKNOWN)
    _note("check in", registration, session, by, method=method)
    return _verdict(IN, row)


def take_back(registration: Registration, session: AgendaSession, *, by: User) -> None:
    """Undo a check-in that was a mistake; twice is the same as once."""
    row = db.session.scalar(_row(registration, session))
    if row is not None:
        db.session.delete(row)
        _note("take back check-in", registration, session, by, was_at=row.at.isoformat())


def verdict_on(registration: Registration, session: AgendaSession, *, kind: str) -> Verdict | None:
    """What the rows say now, for who looks at an earlier verdict again."""
    if registration.cancellation is not None:
        return Verdict(CANCELLED, registration, registration.cancellation.at)
    if not registration.has_place:
        return Verdict(NO_PLACE, registration)
    row = db.session.scalar(_row(registration, session))
    return _verdict(kind, row) if row else None


def _verdict(kind: str, row: CheckIn) -> Verdict:
    return Verdict(kind, row.registration, row.at, row.by.full_name if row.by else "")


def _is_first(row: CheckIn) -> bool:
    # Two desks at once: the constraint lets one in, and the other waits for its answer.
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return False
    return True


def _row(registration: Registration, session: AgendaSession) -> sa.Select[CheckIn]:
    return sa.select(CheckIn).filter_by(registration_id=registration.id, session_id=session.id)


def _note(
    act: str, registration: Registration, session: AgendaSession, by: User, **details: str
) -> None:
    subject = f"registration {registration.id}"
    audit.record(
        act,
        subject,
        user_id=by.id,
        event_id=session.event_id,
        session=session.id,
        **details,
    )
    live.touch(topic(session.event_id))
