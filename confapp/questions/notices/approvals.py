"""To heads and their deputies: an answer that is to be approved, with a link that does it."""

from datetime import datetime

import sqlalchemy as sa
from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from confapp.database import db
from confapp.mail import outbox
from confapp.mail.links import Link
from confapp.mail.writing import written
from confapp.people.models import User
from confapp.questions import acts, approval_links, legal_reading, policy
from confapp.questions.answering import KINDS
from confapp.questions.models import Answer, Approval, ApprovalLink, Publication, Submission
from confapp.questions.notices.readers import language_of, members_of


def waiting() -> sa.Select[Submission]:
    """What lies with a head for approval."""
    is_approved = sa.exists().where(Approval.submission_id == Submission.id)
    is_published = sa.exists().where(Publication.answer_id == Submission.answer_id)
    rows = sa.select(Submission).where(Submission.ended_at.is_(None), ~is_approved)
    return rows.where(~is_published).order_by(Submission.id)


def ask(submission_id: int, *, at: datetime) -> None:
    """Write to each who may approve it and was not written to yet, in one unit of work."""
    submission = db.session.get_one(Submission, submission_id)
    question = submission.answer.question
    acts.alone(question)
    db.session.refresh(submission)
    for user in unasked(submission):
        _write(submission, user, at=at)
    db.session.commit()


def unasked(submission: Submission) -> list[User]:
    """Who may approve it and was not written to."""
    question = submission.answer.question
    is_waiting = submission.ended_at is None and submission.approval is None
    if question.department is None or not is_waiting or question.answer is not submission.answer:
        return []
    if legal_reading.is_awaited(submission.answer):
        return []
    asked = sa.select(ApprovalLink.user_id).filter_by(submission_id=submission.id)
    known = set(db.session.scalars(asked))
    return [
        user
        for user in members_of(question.department)
        if user.id not in known and policy.may_approve(user, question)
    ]


def _write(submission: Submission, user: User, *, at: datetime) -> None:
    answer = submission.answer
    question = answer.question
    key = approval_links.make(submission, user, at=at)
    with force_locale(language_of(user, question.event)):
        outbox.write(
            user.email,
            _("To be approved: answer to question %(number)s", number=question.reference),
            written(
                "questions/letters/approval.txt",
                user=user,
                question=question,
                answer=answer,
                kind=_kind(answer),
                link=Link(_address(key, question.event.slug)),
                expires_at=at + approval_links.LIVES,
            ),
            at=at,
            event_id=question.event_id,
        )


def _address(key: str, slug: str) -> str:
    base_url: str = current_app.config["SETTINGS"].base_url
    return f"{base_url}/{slug}/approval/{key}"


def _kind(answer: Answer) -> str:
    return str(KINDS[answer.kind]) if answer.kind else ""
