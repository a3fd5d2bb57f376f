"""What all acts on a question have in common: they go one after another, and leave a trace."""

from typing import Any

import sqlalchemy as sa

from confapp import audit, live
from confapp.database import db, hold
from confapp.events.models import Event
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


def hold_numbers(event: Event) -> None:
    """Let one new question of the event at a time get its number."""
    hold(f"questions of event {event.id}")


def note(act: str, question: Question, *, by: User | None, **details: Any) -> None:
    """Record the act, and let the pages that show the question know; nobody is the system."""
    # The log serialises units of work, so that two first touches of a topic cannot collide.
    audit.record(
        act,
        f"question {question.id}",
        user_id=by.id if by else None,
        event_id=question.event_id,
        **details,
    )
    live.touch(list_topic(question.event_id), topic(question))


def touch(question: Question) -> None:
    """Let the pages that show the question know that something about it has changed."""
    live.touch(topic(question))


def is_asker(question: Question, user: User) -> bool:
    return question.asker is not None and question.asker.user_id == user.id


def behind(question: Question, by: User) -> int | None:
    """On behalf of which asker somebody else acts, for the log: the id of the registration."""
    return None if is_asker(question, by) else question.asker_id
