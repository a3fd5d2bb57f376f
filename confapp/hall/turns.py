"""Whether a question is before the hall, for its own page and for what is done with it."""

from datetime import datetime

import sqlalchemy as sa

from confapp.database import db
from confapp.hall import queue
from confapp.hall.models import Turn
from confapp.hall.queue import ANSWERED
from confapp.people.models import User
from confapp.questions import stage
from confapp.questions.models import Question


def turn_of(question: Question) -> Turn | None:
    """The turn in which the question is before the hall now, or was answered there."""
    was_raised = sa.select(Turn).where(Turn.question_id == question.id, Turn.live_at.is_not(None))
    counting = was_raised.where(sa.or_(Turn.ended_at.is_(None), Turn.outcome == ANSWERED))
    return db.session.scalars(counting.order_by(Turn.id.desc()).limit(1)).first()


@stage.says_if_live
def is_live(question: Question) -> bool:
    turn = open_turn(question)
    return turn is not None and turn.live_at is not None


@stage.takes_off_queue
def leave_queue(question: Question, *, by: User, at: datetime) -> None:
    turn = open_turn(question)
    if turn is not None:
        queue.take_off(turn, by=by, at=at)


def open_turn(question: Question) -> Turn | None:
    """The turn in which the question is queued or live now."""
    going_on = sa.select(Turn).where(Turn.question_id == question.id, Turn.ended_at.is_(None))
    return db.session.scalars(going_on).one_or_none()
