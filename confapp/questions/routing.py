"""Triage: what waits for a moderator, and sending it to the department that is accountable."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.errors import Refusal
from confapp.events.models import Department, Event
from confapp.i18n import local
from confapp.people.models import User
from confapp.questions import acts, offering, states
from confapp.questions.accepting import note_acceptance
from confapp.questions.intake import Intake, intake
from confapp.questions.models import Question
from confapp.questions.states import Place


def send_to(
    question: Question,
    department: Department,
    *,
    by: User,
    at: datetime,
    suggested: Department | None = None,
    assisting: Sequence[Department] = (),
    due_at: datetime | None = None,
) -> None:
    """Accept a question, if that is still to be done, and send it to this department.

    Raises `Refusal` when it was sent already, and for a department of another event.
    """
    acts.alone(question)
    _refuse_sent(question)
    offering.refuse_other_event(question, department.event_id)
    if intake(question) is Intake.SUBMITTED:
        domain = offering.domain_of(department, question)
        note_acceptance(question, domain=domain, by=by, at=at)
    offering.offer(
        question, department, by=by, at=at, assisting=assisting, due_at=due_at, suggested=suggested
    )


def waiting(event: Event) -> sa.Select[Question]:
    """Questions that wait for a moderator to accept them or send them on, the oldest first."""
    found = sa.select(Question).filter_by(event_id=event.id)
    return found.where(states.stands_at(Place.SENT, Place.ACCEPTED)).order_by(Question.id)


def _refuse_sent(question: Question) -> None:
    if question.offer is not None and question.ending is None:
        raise Refusal(
            _(
                "%(number)s has been sent to %(department)s already.",
                number=question.reference,
                department=local(question.offer.department.name),
            )
        )
