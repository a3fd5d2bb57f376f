"""What all acts on a question have in common: they go one after another, and leave a trace."""

from typing import Any

import sqlalchemy as sa

from confapp import audit, live
from confapp.database import db, hold
from confapp.people.models import User
from confapp.questions.models import Question


def list_topic(event_id: int) -> str:
    """Changes with every act on a question of the event."""
    return f"questions:{event_id}"


def topic(question: Question) -> str:
    """Changes with every act on this question."""
    return f"question:{question.id}"


def lock_of(question_id: int) -> str:
    """What is held while one acts on the question."""
    return f"question {question_id}"


def alone(question: Question) -> None:
    """Let one act at a time go on with this question, and see what the one before it left."""
    hold(lock_of(question.id))
    newest = sa.select(Question).filter_by(id=question.id)
    db.session.scalars(newest.execution_options(populate_existing=True)).one()


def note(act: str, question: Question, *, by: User, **details: Any) -> None:
    """Record the act, and let the pages that show the question know."""
    # The log serialises units of work, so that two first touches of a topic cannot collide.
    audit.record(
        act, f"question {question.id}", user_id=by.id, event_id=question.event_id, **details
    )
    live.touch(list_topic(question.event_id))
    live.touch(topic(question))
