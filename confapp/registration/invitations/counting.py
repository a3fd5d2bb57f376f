"""How far the invitations of an event are."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from confapp.database import db
from confapp.events.models import Event
from confapp.registration.invitations import inviting
from confapp.registration.models import Invitation, InvitationAnswer, Registration


@dataclass(frozen=True)
class Numbers:
    """Delegates by what became of their invitation; `to_remind` have not been written to today."""

    to_invite: int
    open: int
    accepted: int
    declined: int
    to_remind: int


def numbers(event: Event, *, at: datetime) -> Numbers:
    by_answer = dict(
        db.session.execute(
            sa.select(InvitationAnswer.is_accepted, sa.func.count())
            .join(Registration, Registration.id == InvitationAnswer.registration_id)
            .where(Registration.event_id == event.id)
            .group_by(InvitationAnswer.is_accepted)
        ).all()
    )
    return Numbers(
        to_invite=_count(inviting.to_invite(event)),
        open=_count(inviting.unanswered(event, not_since=at)),
        accepted=by_answer.get(True, 0),
        declined=by_answer.get(False, 0),
        to_remind=_count(inviting.unanswered(event, not_since=at - timedelta(days=1))),
    )


def state_of(invitation: Invitation) -> str:
    """`open`, `accepted` or `declined`."""
    if invitation.answer is None:
        return "open"
    return "accepted" if invitation.answer.is_accepted else "declined"


def _count(rows: sa.Select[Registration]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(rows.subquery())) or 0
