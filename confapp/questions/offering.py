"""Sending a question to its one accountable department (A10, A13, A14)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp import clock
from confapp.errors import Refusal
from confapp.events.models import Department, Domain, Event
from confapp.people.models import User
from confapp.questions import acts, guards, states, working_hours
from confapp.questions.intake import RETURNED, Intake
from confapp.questions.models import Assistance, Offer, Question
from confapp.questions.states import Place
from confapp.questions.telling import MODERATORS, News, tell, tell_department

TAKE_WITHIN = timedelta(hours=4)
TAKE_WITHIN_ON_THE_DAY = timedelta(minutes=10)
EXPIRED, MOVED, REOPENED = "expired", "moved", "reopened"
ENDINGS = {
    RETURNED: _l("Returned by the department"),
    EXPIRED: _l("Not taken in time"),
    MOVED: _l("Moved to another department"),
    REOPENED: _l("Taken back"),
}


def offer(
    question: Question,
    department: Department,
    *,
    by: User,
    at: datetime,
    assisting: Sequence[Department] = (),
    due_at: datetime | None = None,
    suggested: Department | None = None,
) -> Offer:
    """Send an accepted question to the department that leads; others may assist it.

    The answer is due after the event's working hours (`due_at`, aware, says otherwise); a question
    that comes back keeps its first due time. Raises `Refusal` from another state, for a department
    of another event, and for one that is both lead and assistant.
    """
    guards.enter(question, Intake.ACCEPTED)
    return _make(
        question, department, by=by, at=at, assisting=assisting, due_at=due_at, suggested=suggested
    )


def move(
    question: Question,
    department: Department,
    *,
    reason: str,
    by: User,
    at: datetime,
    due_at: datetime | None = None,
) -> Offer:
    """Take an owned question from its department, with a reason, and send it to another one.

    Raises `Refusal` while an answer is in review or approved, and for the same department.
    """
    guards.enter(question, Intake.OWNED)
    guards.disturb_no_review(question)
    said = guards.long_enough(reason)
    if department is question.department:
        raise Refusal(_("The question is with this department already."))
    tell_department(question, News.MOVED_AWAY, by=by, at=at)
    end(question, MOVED, by=by, at=at, reason=said)
    acts.note("take from department", question, by=by, reason=said)
    return _make(question, department, by=by, at=at, due_at=due_at)


def expire(question: Question, *, at: datetime) -> None:
    """Take an offer back that nobody has taken in time; nothing happens if somebody has.

    The moderators are told.
    """
    acts.alone(question)
    if question.offer is None or not _is_lapsed(question, at):
        return
    department = question.offer.department
    end(question, EXPIRED, by=None, at=at)
    tell(question, News.NOT_TAKEN_IN_TIME, MODERATORS, by=None, at=at)
    acts.note("offer lapses", question, by=None, department=department.code)


def lapsed(*, at: datetime) -> sa.Select[Question]:
    """Questions whose offer nobody has taken in time."""
    return (
        sa.select(Question)
        .join(Offer, Offer.question_id == Question.id)
        .where(Offer.ended_at.is_(None), Offer.accept_by < at, states.stands_at(Place.OFFERED))
        .order_by(Question.id)
    )


def end(
    question: Question,
    ending: str,
    *,
    by: User | None,
    at: datetime,
    reason: str | None = None,
    reason_code: str | None = None,
    named: Department | None = None,
) -> None:
    """Let the open offer end; whoever owned the question does not any more."""
    if question.offer is None:
        return
    offer = question.offer
    offer.ended_at, offer.ended_by_id, offer.ending = at, by.id if by else None, ending
    offer.reason, offer.reason_code, offer.named_department = reason, reason_code, named


def domain_of(department: Department, question: Question) -> Domain:
    """The question's own domain, unless the department answers for others only."""
    ours = [question.domain, *question.event.domains]
    return next((domain for domain in ours if department in domain.departments), question.domain)


def refuse_other_event(question: Question, event_id: int) -> None:
    if event_id != question.event_id:
        raise Refusal(_("This department does not take part in the conference."))


def _make(
    question: Question,
    department: Department,
    *,
    by: User,
    at: datetime,
    assisting: Sequence[Department] = (),
    due_at: datetime | None = None,
    suggested: Department | None = None,
) -> Offer:
    for one in (department, *assisting):
        refuse_other_event(question, one.event_id)
    if department in assisting:
        raise Refusal(_("The department that leads does not assist itself as well."))
    made = Offer(
        department=department,
        at=at,
        by_id=by.id,
        accept_by=_to_be_taken_by(question.event, at),
        due_at=due_at or _due(question, at),
        assistance=[Assistance(department=one) for one in dict.fromkeys(assisting)],
    )
    question.offers.append(made)
    tell_department(question, News.OFFERED, by=by, at=at)
    acts.note(
        "offer",
        question,
        by=by,
        department=department.code,
        assisting=[one.code for one in made.assisting],
        suggested=suggested.code if suggested else None,
    )
    return made


def _due(question: Question, at: datetime) -> datetime:
    """The due time does not move by a return: the asker has been waiting since the first offer."""
    since = question.acceptance.at if question.acceptance else at
    earlier = [one.due_at for one in question.offers if one.at >= since]
    if earlier:
        return earlier[-1]
    return working_hours.after(at, timedelta(hours=question.event.answer_within_hours))


def _to_be_taken_by(event: Event, at: datetime) -> datetime:
    if clock.in_vietnam(at).date() == event.starts_on:
        return at + TAKE_WITHIN_ON_THE_DAY
    return working_hours.after(at, TAKE_WITHIN)


def _is_lapsed(question: Question, at: datetime) -> bool:
    offer = question.offer
    is_paused = question.ending is not None or question.info_request is not None
    return offer is not None and offer.ownership is None and not is_paused and offer.accept_by < at
