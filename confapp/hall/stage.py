"""What is before everybody: one live question at a time, and a screen that can go dark."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from confapp import audit, live
from confapp.database import db
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.hall import queue
from confapp.hall.models import Blanking, Turn
from confapp.people.models import User
from confapp.questions import acts, owning


@dataclass(frozen=True)
class Stage:
    """All that the screen and the phones may show."""

    live: Turn | None
    next: Turn | None
    is_blank: bool


def shown(event: Event) -> Stage:
    """What everybody sees now; a dark screen shows nothing, on phones too."""
    if is_blank(event):
        return Stage(None, None, is_blank=True)
    upcoming = db.session.scalars(queue.queued(event).limit(1)).first()
    return Stage(live_turn(event), upcoming, is_blank=False)


def live_turn(event: Event) -> Turn | None:
    going_on = sa.select(Turn).where(
        Turn.event_id == event.id, Turn.live_at.is_not(None), Turn.ended_at.is_(None)
    )
    return db.session.scalars(going_on).one_or_none()


def is_blank(event: Event) -> bool:
    return db.session.scalar(_dark(event)) is not None


def take_live(turn: Turn, *, by: User, at: datetime) -> None:
    """Put a queued question before everybody; twice is the same as once.

    Raises `Refusal` while another one is live, and for a turn that is over.
    """
    waiting = sa.update(Turn).where(
        Turn.id == turn.id, Turn.live_at.is_(None), Turn.ended_at.is_(None)
    )
    try:
        with db.session.begin_nested():
            taken = db.session.scalar(
                waiting.values(live_at=at, live_by_id=by.id).returning(Turn.id)
            )
    except IntegrityError:
        raise _refusal_naming_what_is_live(turn) from None
    db.session.refresh(turn)
    if taken is not None:
        _note("take live", turn, by)
    elif turn.ended_at is not None:
        raise Refusal(_("%(number)s is not in the queue any more.", number=turn.question.reference))


def end(turn: Turn, outcome: str, *, by: User, at: datetime) -> None:
    """End the live question: answered, or put aside and back into the queue.

    The same end twice counts once; raises `Refusal` when it is not live or ended otherwise.
    """
    going_on = sa.update(Turn).where(
        Turn.id == turn.id, Turn.live_at.is_not(None), Turn.ended_at.is_(None)
    )
    ended = going_on.values(ended_at=at, ended_by_id=by.id, outcome=outcome).returning(Turn.id)
    has_ended = db.session.scalar(ended) is not None
    db.session.refresh(turn)
    if has_ended:
        _note(f"end as {outcome}", turn, by)
        if outcome == queue.PUT_ASIDE:
            queue.queue_up(turn.question, by=by, at=at)
        else:
            owning.owe_answer(turn.question, by=by, at=at)
    elif turn.outcome != outcome:
        raise Refusal(_("%(number)s is not on the screen now.", number=turn.question.reference))


def blank(event: Event, *, by: User, at: datetime) -> None:
    """Make the screen dark; twice is the same as once."""
    try:
        with db.session.begin_nested():
            db.session.add(Blanking(event_id=event.id, since=at, by_id=by.id))
    except IntegrityError:
        return
    _note_screen("blank", event, by)


def light(event: Event, *, by: User, at: datetime) -> None:
    """Let the screen show again what is live."""
    dark = sa.update(Blanking).where(Blanking.event_id == event.id, Blanking.until.is_(None))
    if db.session.scalar(dark.values(until=at).returning(Blanking.id)) is not None:
        _note_screen("light", event, by)


def _dark(event: Event) -> sa.Select[int]:
    return sa.select(Blanking.id).where(Blanking.event_id == event.id, Blanking.until.is_(None))


def _refusal_naming_what_is_live(turn: Turn) -> Refusal:
    going_on = live_turn(turn.question.event)
    if going_on is None:
        return Refusal(_("Another question was on the screen a moment ago. Please try again."))
    return Refusal(
        _(
            "%(number)s is on the screen now. Please end it first as answered or put aside.",
            number=going_on.question.reference,
        )
    )


def _note(act: str, turn: Turn, by: User) -> None:
    audit.record(act, f"question {turn.question_id}", user_id=by.id, event_id=turn.event_id)
    live.touch(queue.topic(turn.event_id))
    live.touch(acts.topic(turn.question))


def _note_screen(act: str, event: Event, by: User) -> None:
    audit.record(act, "screen", user_id=by.id, event_id=event.id)
    live.touch(queue.topic(event.id))
