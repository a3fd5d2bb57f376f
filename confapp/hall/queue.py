"""The hall's queue: which questions may enter it, and in which order they come up."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from confapp import audit, live
from confapp.database import db
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.hall.models import Turn
from confapp.people.models import User
from confapp.questions import acts, finding, states
from confapp.questions.intake import NAMES, Intake, intake
from confapp.questions.models import Question
from confapp.questions.states import Place
from confapp.registration.models import Registration

ANSWERED, PUT_ASIDE = "answered", "put_aside"
QUEUEABLE = (Intake.ACCEPTED, Intake.OFFERED, Intake.OWNED)


def topic(event_id: int) -> str:
    return f"hall:{event_id}"


def queued(event: Event) -> sa.Select[Turn]:
    """What waits for its turn: provinces that were not heard yet first, then by waiting time."""
    has_been_heard = sa.case(
        (Registration.province_id.in_(heard(event)), 1),
        (Registration.province_id.is_(None), 1),
        else_=0,
    )
    return (
        sa.select(Turn)
        .join(Turn.question)
        .outerjoin(Question.asker)
        .where(Turn.event_id == event.id, Turn.live_at.is_(None), Turn.ended_at.is_(None))
        .order_by(has_been_heard, Turn.queued_at, Turn.id)
    )


def heard(event: Event) -> sa.Select[int | None]:
    """The provinces whose questions were answered in the hall, or are before it now."""
    return (
        sa.select(Registration.province_id)
        .join(Question, Question.asker_id == Registration.id)
        .join(Turn, Turn.question_id == Question.id)
        .where(Turn.event_id == event.id, Turn.live_at.is_not(None))
        .where(sa.or_(Turn.ended_at.is_(None), Turn.outcome == ANSWERED))
        .where(Registration.province_id.is_not(None))
    )


def put_aside(event: Event) -> sa.Select[int, datetime | None]:
    """The questions that were on the screen and put aside, and when that was last."""
    ended = sa.select(Turn.question_id, sa.func.max(Turn.ended_at))
    of_event = ended.where(Turn.event_id == event.id, Turn.outcome == PUT_ASIDE)
    return of_event.group_by(Turn.question_id)


def queueable(event: Event, *, words: str = "") -> sa.Select[Question]:
    """Questions that may be put into the queue and are not in the hall or through with it."""
    is_in_or_through = sa.exists().where(
        Turn.question_id == Question.id,
        sa.or_(Turn.ended_at.is_(None), Turn.outcome == ANSWERED),
    )
    found = sa.select(Question).where(
        Question.event_id == event.id, _may_be_raised(), ~is_in_or_through, finding.matching(words)
    )
    return found.order_by(Question.number)


def queue_up(question: Question, *, by: User, at: datetime) -> None:
    """Put the question into the queue; twice is the same as once.

    Raises `Refusal` for one that was only submitted, waits for its asker or is at an end, and for
    one that was answered in the hall.
    """
    acts.alone(question)
    here = intake(question)
    if here is Intake.SUBMITTED:
        raise Refusal(
            _(
                "%(number)s has not been accepted yet. Please send it to a department first.",
                number=question.reference,
            )
        )
    if here not in QUEUEABLE:
        raise Refusal(
            _(
                "%(number)s cannot be queued; its state is: %(state)s.",
                number=question.reference,
                state=str(NAMES[here]),
            )
        )
    answered = db.session.scalar(_answered(question))
    if answered is not None:
        raise Refusal(_("%(number)s was answered in the hall.", number=question.reference))
    if _entered(question, by=by, at=at):
        audit.record("queue", f"question {question.id}", user_id=by.id, event_id=question.event_id)
        live.touch(topic(question.event_id))


def take_off(turn: Turn, *, by: User, at: datetime) -> None:
    """Take a question off the queue; twice is the same as once.

    Raises `Refusal` when it has reached the screen.
    """
    waiting = sa.update(Turn).where(
        Turn.id == turn.id, Turn.live_at.is_(None), Turn.ended_at.is_(None)
    )
    ended = waiting.values(ended_at=at, ended_by_id=by.id).returning(Turn.id)
    if db.session.scalar(ended) is not None:
        audit.record(
            "take off queue", f"question {turn.question_id}", user_id=by.id, event_id=turn.event_id
        )
        live.touch(topic(turn.event_id))
    elif turn.live_at is not None:
        raise Refusal(_("%(number)s is on the screen already.", number=turn.question.reference))


def _entered(question: Question, *, by: User, at: datetime) -> bool:
    # Two moderators at once: the constraint lets one turn in.
    turn = Turn(
        event_id=question.event_id, question_id=question.id, queued_at=at, queued_by_id=by.id
    )
    try:
        with db.session.begin_nested():
            db.session.add(turn)
    except IntegrityError:
        return False
    return True


def _answered(question: Question) -> sa.Select[int]:
    return sa.select(Turn.id).filter_by(question_id=question.id, outcome=ANSWERED).limit(1)


def _may_be_raised() -> sa.ColumnElement[bool]:
    return ~states.stands_at(Place.SENT, Place.NEEDS_INFORMATION, *states.ENDS)
