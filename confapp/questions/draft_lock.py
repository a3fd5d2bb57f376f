"""Who is writing an answer: shown to the others, taken over by a plain act, gone after a while."""

from datetime import datetime, timedelta

from confapp.database import db
from confapp.people.models import User
from confapp.questions import acts
from confapp.questions.models import DraftLock, Question

EXPIRES_AFTER = timedelta(minutes=3)


def held(question: Question, *, at: datetime) -> DraftLock | None:
    """Who is writing now; who has not typed for three minutes is not writing any more."""
    lock = db.session.get(DraftLock, question.id)
    return lock if lock is not None and lock.seen_at > at - EXPIRES_AFTER else None


def held_by_another(question: Question, user: User, *, at: datetime) -> DraftLock | None:
    lock = held(question, at=at)
    return lock if lock is not None and lock.user_id != user.id else None


def go_on(question: Question, *, by: User, at: datetime) -> DraftLock:
    """Say that this person is typing; gives who has the pen: whoever was first."""
    acts.alone(question)
    lock = held(question, at=at)
    if lock is None:
        return _begin(question, by=by, at=at)
    if lock.user_id == by.id:
        lock.seen_at = at
    return lock


def take_over(question: Question, *, by: User, at: datetime) -> None:
    """Take the pen from whoever has it; what they typed they can still save."""
    acts.alone(question)
    lock = held_by_another(question, by, at=at)
    _begin(question, by=by, at=at)
    if lock is not None:
        acts.note("take over the draft", question, by=by)


def let_go(question: Question) -> None:
    """Nobody is writing any more, since the text is with the head."""
    lock = db.session.get(DraftLock, question.id)
    if lock is not None:
        db.session.delete(lock)


def _begin(question: Question, *, by: User, at: datetime) -> DraftLock:
    lock = db.session.get(DraftLock, question.id)
    if lock is None:
        lock = DraftLock(question_id=question.id)
        db.session.add(lock)
    lock.user, lock.since, lock.seen_at = by, at, at
    db.session.flush()
    acts.touch(question)
    return lock
