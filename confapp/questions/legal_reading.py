"""The second reader: what the legal reviewer reads before the head may approve it."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.people.models import User
from confapp.questions import acts, guards
from confapp.questions.finding import matching
from confapp.questions.models import (
    Answer,
    Approval,
    LegalReading,
    Question,
    Return,
    Submission,
)
from confapp.questions.telling import News, tell_department

GAP = "gap"


def is_needed(answer: Answer) -> bool:
    """Where the event wants every answer read, and for a gap or conflict in the law."""
    return answer.question.event.reads_all_answers or answer.kind == GAP


def is_awaited(answer: Answer) -> bool:
    """Whether it lies with the legal reviewer now."""
    submission = answer.submission
    if submission is None or submission.approval is not None or not is_needed(answer):
        return False
    return not (submission.readings and submission.readings[-1].is_in_order)


def last_of(question: Question) -> LegalReading | None:
    """The newest reading of any text of this question."""
    readings = [
        reading
        for answer in question.answers
        for submission in answer.submissions
        for reading in submission.readings
    ]
    return max(readings, key=lambda one: one.id, default=None)


def concerns(answer: Answer) -> bool:
    """Whether it lies with the legal reviewer, or has been read there."""
    return is_awaited(answer) or any(one.readings for one in answer.submissions)


def newest_of(question: Question) -> Answer | None:
    """The newest text that concerns the reviewer; a later one may not be handed in yet."""
    return next((one for one in reversed(question.answers) if concerns(one)), None)


def refuse_unread(answer: Answer) -> None:
    """Raises `Refusal` until the newest reading of what was handed in found it in order."""
    if is_awaited(answer):
        raise Refusal(
            _("The legal reviewer has not read this answer yet. It can be approved after that.")
        )


def read(
    answer: Answer, *, is_in_order: bool, remark: str, saves_seen: int, by: User, at: datetime
) -> None:
    """Find the text in order, for the head; or make a draft of it again with a remark.

    Raises `Refusal` for what nobody waits for, for a text that is not the one that was read, and
    for a remark of under 15 characters.
    """
    acts.alone(answer.question)
    submission = answer.submission
    if submission is None or not is_awaited(answer):
        raise Refusal(_("This answer does not wait for the legal reviewer."))
    if answer.saves != saves_seen:
        raise Refusal(
            _("The text has changed since this page was opened. Please read it again first.")
        )
    said = remark.strip() if is_in_order else guards.long_enough(remark)
    submission.readings.append(LegalReading(at=at, by=by, is_in_order=is_in_order, remark=said))
    if not is_in_order:
        submission.ended_at, submission.ended_by_id = at, by.id
        answer.returns.append(Return(at=at, by=by, reason=said))
    news = News.HANDED_IN if is_in_order else News.SENT_BACK
    tell_department(answer.question, news, by=by, at=at)
    act = "find answer in order" if is_in_order else "remark on answer"
    acts.note(act, answer.question, by=by, version=answer.version)


def awaited(event: Event, *, words: str = "") -> sa.Select[Question]:
    """Questions whose answers lie with the legal reviewer, the longest waiting first."""
    waiting = _submitted(event).where(
        Submission.ended_at.is_(None),
        Submission.id.not_in(sa.select(Approval.submission_id)),
        Submission.id.not_in(sa.select(LegalReading.submission_id)),
    )
    if not event.reads_all_answers:
        waiting = waiting.where(Answer.kind == GAP)
    return waiting.where(matching(words)).order_by(Submission.at, Submission.id)


def read_by_now(event: Event, *, words: str = "") -> sa.Select[Question]:
    """Questions whose answers the legal reviewer has read, the newest first."""
    readings = sa.select(sa.func.max(LegalReading.id)).join(Submission).join(Answer)
    newest = readings.where(Answer.question_id == Question.id).correlate(Question)
    last = newest.scalar_subquery()
    rows = sa.select(Question).where(Question.event_id == event.id, last.is_not(None))
    return rows.where(matching(words)).order_by(last.desc())


def _submitted(event: Event) -> sa.Select[Question]:
    rows = sa.select(Question).join(Answer, Answer.question_id == Question.id).join(Submission)
    return rows.where(Question.event_id == event.id)
