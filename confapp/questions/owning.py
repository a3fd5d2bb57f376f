"""A department takes what it was sent (A11), or gives it back with a reason (A12)."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp.errors import Refusal
from confapp.events.models import Department
from confapp.i18n import moment_words
from confapp.people.models import User
from confapp.questions import acts, guards, offering
from confapp.questions.intake import RETURNED, Intake, returns_of
from confapp.questions.models import Offer, Ownership, Question
from confapp.questions.telling import MODERATORS, ORGANISERS, News, tell

ANOTHER_DEPARTMENT = "another_department"
REASONS = {
    ANOTHER_DEPARTMENT: _l("Another department is accountable"),
    "joint_work": _l("Needs joint work of several departments"),
    "outside": _l("Outside the ministry"),
    "not_enough": _l("Not enough information"),
}


def take(question: Question, *, by: User, at: datetime) -> Ownership:
    """Make the question the department's own; twice by the same person is the same as once.

    Raises `Refusal`, naming who and when, if somebody else took it.
    """
    acts.alone(question)
    if question.offer is not None and question.offer.ownership is not None:
        return _taken_already(question.offer.ownership, by)
    guards.enter(question, Intake.OFFERED)
    offer = _offer_of(question)
    taken = offer.ownership = Ownership(at=at, by=by)
    acts.note("take", question, by=by, after_seconds=round((at - offer.at).total_seconds()))
    return taken


def give_back(
    question: Question,
    *,
    reason_code: str,
    reason: str,
    by: User,
    at: datetime,
    named: Department | None = None,
) -> None:
    """Give the question back to the moderators; the second time the organisers hear of it.

    Raises `Refusal` once it is taken, without words, and when the reason is that another
    department is accountable and none is named.
    """
    guards.enter(question, Intake.OFFERED)
    said = guards.long_enough(reason)
    if reason_code not in REASONS:
        raise Refusal(_("Please choose a reason."), status=422)
    _refuse_unnamed(question, reason_code, named)
    offer = _offer_of(question)
    offering.end(
        question,
        RETURNED,
        by=by,
        at=at,
        reason=said,
        reason_code=reason_code,
        named=named if reason_code == ANOTHER_DEPARTMENT else None,
    )
    is_second = len(returns_of(question)) > 1
    tell(
        question,
        News.RETURNED_TWICE if is_second else News.RETURNED,
        ORGANISERS if is_second else MODERATORS,
        by=by,
        at=at,
    )
    acts.note(
        "give back",
        question,
        by=by,
        department=offer.department.code,
        reason_code=reason_code,
        reason=said,
        named=named.code if named else None,
    )


def owe_answer(question: Question, *, by: User, at: datetime) -> None:
    """Make the answer that was given aloud a task of the owner, to be written down.

    Without an owner, the department that has the offer becomes it, else the domain's first.
    """
    acts.alone(question)
    if question.is_owned or question.published_answer is not None:
        return
    if question.offer is None:
        department = question.domain.departments[0]
        offering.offer(question, department, by=by, at=at)
    _offer_of(question).ownership = Ownership(at=at, by=by)
    acts.note("owe answer", question, by=by)


def _refuse_unnamed(question: Question, reason_code: str, named: Department | None) -> None:
    if reason_code != ANOTHER_DEPARTMENT:
        return
    if named is None or named is question.department:
        raise Refusal(_("Please name the department that is accountable."), status=422)
    offering.refuse_other_event(question, named.event_id)


def _taken_already(taken: Ownership, by: User) -> Ownership:
    if taken.by_id == by.id:
        return taken
    raise Refusal(
        _(
            "%(person)s took this question at %(when)s.",
            person=taken.by.full_name,
            when=moment_words(taken.at),
        )
    )


def _offer_of(question: Question) -> Offer:
    if question.offer is None:
        raise ValueError("an offered question has an open offer")
    return question.offer
