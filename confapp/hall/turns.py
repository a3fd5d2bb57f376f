"""Whether a question is before the hall, for its own page."""

import sqlalchemy as sa

from confapp.database import db
from confapp.hall.models import Turn
from confapp.hall.queue import ANSWERED
from confapp.questions.models import Question


def turn_of(question: Question) -> Turn | None:
    """The turn in which the question is before the hall now, or was answered there."""
    was_raised = sa.select(Turn).where(Turn.question_id == question.id, Turn.live_at.is_not(None))
    counting = was_raised.where(sa.or_(Turn.ended_at.is_(None), Turn.outcome == ANSWERED))
    return db.session.scalars(counting.order_by(Turn.id.desc()).limit(1)).first()
