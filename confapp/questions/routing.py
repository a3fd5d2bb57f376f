"""Sending a question to the one department that is accountable for it."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.errors import Refusal
from confapp.events.models import Department, Domain, Event
from confapp.i18n import local
from confapp.people.models import User
from confapp.questions import acts
from confapp.questions.models import Acceptance, Offer, Question

# Two days by the clock, from the moment the department gets the question.
ANSWER_WITHIN = timedelta(hours=48)


def route(question: Question, *, at: datetime) -> None:
    """Accept and send a new question at once if its domain has exactly one department.

    Any other question waits for a moderator.
    """
    departments = question.domain.departments
    if len(departments) == 1:
        _offer(question, departments[0], by=None, at=at)


def send_to(
    question: Question,
    department: Department,
    *,
    by: User,
    at: datetime,
    suggested: Department | None = None,
) -> None:
    """Send a question that waits to the department that a moderator chose, and to its domain.

    Raises `Refusal` when it was sent already, and for a department of another event.
    """
    acts.alone(question)
    if question.offer is not None:
        raise Refusal(
            _(
                "%(number)s has been sent to %(department)s already.",
                number=question.reference,
                department=local(question.offer.department.name),
            )
        )
    if department.event_id != question.event_id:
        raise Refusal(_("This department does not take part in the conference."))
    question.domain = _domain_of(department, question)
    _offer(question, department, by=by, at=at)
    acts.note(
        "offer",
        question,
        by=by,
        department=department.code,
        suggested=suggested.code if suggested else None,
    )


def waiting(event: Event) -> sa.Select[Question]:
    """Questions that wait for a moderator to choose their department, the oldest first."""
    was_sent = sa.exists().where(Offer.question_id == Question.id)
    return sa.select(Question).filter_by(event_id=event.id).where(~was_sent).order_by(Question.id)


def _domain_of(department: Department, question: Question) -> Domain:
    """The question's own domain, unless the department answers for others only."""
    ours = [question.domain, *question.event.domains]
    return next((domain for domain in ours if department in domain.departments), question.domain)


def _offer(question: Question, department: Department, *, by: User | None, at: datetime) -> None:
    by_id = by.id if by else None
    if question.acceptance is None:
        question.acceptance = Acceptance(at=at, by_id=by_id)
    question.offer = Offer(department=department, at=at, by_id=by_id, due_at=at + ANSWER_WITHIN)
