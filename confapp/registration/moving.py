"""Changing for several delegates at once how, or to which sessions, they come."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import selectinload

from confapp import audit
from confapp.agenda.models import AgendaSession
from confapp.database import db
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.people.models import User
from confapp.registration import placing
from confapp.registration.delegates import of_event
from confapp.registration.invitations import inviting
from confapp.registration.models import IN_PERSON, ONLINE, Registration

MOST = 200
AT_ONCE = (
    selectinload(Registration.sessions),
    selectinload(Registration.consents),
    selectinload(Registration.invitation),
)


def move(
    event: Event,
    ids: Sequence[int],
    act: str,
    *,
    session_id: int | None,
    by: User,
    at: datetime,
) -> int:
    """Do this for the event's delegates with these numbers; gives for how many it is a change.

    Raises `Refusal` for nobody, for an unknown act or session, and where nothing would be left.
    """
    delegates = _chosen(event, ids)
    if act in (IN_PERSON, ONLINE):
        return move_to_mode(delegates, act, by=by, at=at)
    if act in BY_LETTER:
        return BY_LETTER[act](delegates, by=by, at=at)
    if act not in BY_SESSION:
        raise Refusal(_("Please choose from the list."))
    return BY_SESSION[act](delegates, _session(event, session_id), by=by, at=at)


def move_to_mode(delegates: Sequence[Registration], mode: str, *, by: User, at: datetime) -> int:
    """Let them come in person or online; gives for how many that is a change."""
    changed = [one for one in delegates if one.mode != mode]
    if changed:
        placing.hold_places(changed[0].event)
    for one in changed:
        one.mode, one.site = mode, "" if mode == IN_PERSON else one.site
        one.index()
        placing.follow_the_organisers(one, at=at)
        _note(one, by, at, mode=mode)
    if changed:
        placing.move_up(changed[0].event, at=at)
    return len(changed)


def add_session(
    delegates: Sequence[Registration], session: AgendaSession, *, by: User, at: datetime
) -> int:
    """Let them come to the session too; gives for how many that is a change."""
    changed = [one for one in delegates if session not in one.sessions]
    for one in changed:
        one.sessions.append(session)
        _note(one, by, at, session=session.id)
    return len(changed)


def leave_session(
    delegates: Sequence[Registration], session: AgendaSession, *, by: User, at: datetime
) -> int:
    """Let them not come to the session; raises `Refusal` where it is somebody's only one."""
    changed = [one for one in delegates if session in one.sessions]
    only = next((one for one in changed if len(one.sessions) == 1), None)
    if only is not None:
        raise Refusal(_("%(name)s comes to no other session.", name=only.full_name))
    for one in changed:
        one.sessions.remove(session)
        _note(one, by, at, session=session.id)
    return len(changed)


def approve(delegates: Sequence[Registration], *, by: User, at: datetime) -> int:
    """Approve of those who wait for it; gives how many did."""
    asked = [one for one in delegates if one.request and not one.request.is_granted]
    waiting = [one for one in asked if not one.is_cancelled]
    for one in waiting:
        placing.decide(one, is_approved=True, reason="", by=by, at=at)
    return len(waiting)


def invite(delegates: Sequence[Registration], *, by: User, at: datetime) -> int:
    """Invite those who can be written to and have not been invited; gives how many that are."""
    invited = [one for one in delegates if one.has_place and inviting.is_to_be_invited(one)]
    for one in invited:
        inviting.invite(one, by=by, at=at)
    return len(invited)


BY_LETTER = {"approve": approve, "invite": invite}
BY_SESSION = {"join": add_session, "leave": leave_session}


def _chosen(event: Event, ids: Sequence[int]) -> list[Registration]:
    rows = of_event(event).where(Registration.id.in_(ids[:MOST])).order_by(Registration.id)
    found = list(db.session.scalars(rows.options(*AT_ONCE)))
    if not found:
        raise Refusal(_("Please choose at least one delegate."))
    return found


def _session(event: Event, session_id: int | None) -> AgendaSession:
    rows = sa.select(AgendaSession).filter_by(event_id=event.id, id=session_id)
    session = db.session.scalars(rows).one_or_none()
    if session is None:
        raise Refusal(_("Please choose from the list."))
    return session


def _note(registration: Registration, by: User, at: datetime, **details: object) -> None:
    registration.changed_at = at
    audit.record(
        "move registration",
        f"registration {registration.id}",
        user_id=by.id,
        event_id=registration.event_id,
        **details,
    )
