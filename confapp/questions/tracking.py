"""The way of a question as its asker follows it, step by step, like that of a parcel."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel.speaklater import LazyString

from confapp.i18n import local, moment_words
from confapp.questions import ending, states
from confapp.questions.models import Question
from confapp.questions.states import LABELS, Place

STEPS = [
    Place.SENT,
    Place.ACCEPTED,
    Place.TAKEN,
    Place.BEING_WRITTEN,
    Place.APPROVED,
    Place.PUBLISHED,
]
# Two places are no steps of their own: the asker sees the step in which they lie.
WITHIN = {Place.OFFERED: Place.ACCEPTED, Place.IN_REVIEW: Place.BEING_WRITTEN}
OF_DEPARTMENT = STEPS[STEPS.index(Place.TAKEN) :]


@dataclass(frozen=True)
class Step:
    """A step on the way; `state` is done, current or ahead, `who` is a body and never a person."""

    label: LazyString
    at: datetime | None
    who: str
    state: str
    sentence: str


def track(question: Question, *, at: datetime) -> list[Step]:
    """The steps, with what happens next and by when at the one that is reached now.

    An end, or a question back to the asker, stands in the place where it came, with its reason.
    """
    here = states.place(question)
    is_published = question.published_answer is not None
    beneath = Place.PUBLISHED if is_published else states.place_beneath(question)
    reached = STEPS.index(WITHIN.get(beneath, beneath))
    aside = _aside(question, here)
    steps = [
        _step(question, number, reached if aside is None else reached + 0.5, beneath, at=at)
        for number in range(len(STEPS))
    ]
    if aside is None:
        return steps
    ahead = [] if here in states.ENDS else steps[reached + 1 :]
    return [*steps[: reached + 1], aside, *ahead]


def _step(question: Question, number: int, reached: float, beneath: Place, *, at: datetime) -> Step:
    step = STEPS[number]
    is_reached = number <= reached
    return Step(
        label=LABELS[step],
        at=_moments(question)[step] if is_reached else None,
        who=_department(question) if step in OF_DEPARTMENT and is_reached else "",
        state=_state(number, reached),
        sentence=_sentence(question, beneath, at=at) if number == reached else "",
    )


def _aside(question: Question, here: Place) -> Step | None:
    """Where the question left its way: at an end, or waiting for its asker."""
    request, ended = question.info_request, question.ending
    if here is Place.RETRACTED:
        return _retracted(question)
    if here is Place.NEEDS_INFORMATION and request is not None:
        return Step(LABELS[here], request.at, "", "current", request.message)
    if here in states.ENDS and ended is not None:
        return Step(LABELS[here], ended.at, "", "current", ending.in_words(ended))
    return None


def _retracted(question: Question) -> Step | None:
    published = question.published_answer
    publication = published.publication if published else None
    retraction = publication.retraction if publication else None
    if retraction is None:
        return None
    label = LABELS[Place.RETRACTED]
    return Step(label, retraction.at, _department(question), "current", retraction.reason)


def _moments(question: Question) -> dict[Place, datetime | None]:
    offer, answer = question.offer, question.published_answer or question.answer
    rows = {
        Place.ACCEPTED: question.acceptance,
        Place.TAKEN: offer.ownership if offer else None,
        Place.APPROVED: answer.approval if answer else None,
        Place.PUBLISHED: answer.publication if answer else None,
    }
    moments = {step: row.at if row else None for step, row in rows.items()}
    written_at = answer.drafted_at if answer else None
    return moments | {Place.SENT: question.asked_at, Place.BEING_WRITTEN: written_at}


def _state(number: int, reached: float) -> str:
    if number < reached or reached == len(STEPS) - 1:
        return "done"
    return "current" if number == reached else "ahead"


def _sentence(question: Question, here: Place, *, at: datetime) -> str:
    """What happens next, and by when."""
    if here is Place.SENT:
        return _("A moderator reads the question next and chooses the department that answers.")
    if question.offer is None:
        return _("A moderator now chooses the department that answers.")
    if here is Place.PUBLISHED:
        return _("The answer is open to everybody at the address of this page.")
    return f"{_next(question, here)} {_deadline(question.offer.due_at, at=at)}"


def _next(question: Question, here: Place) -> str:
    department = _department(question)
    if here is Place.OFFERED:
        return _("It has been sent to %(department)s, which takes it next.", department=department)
    if here is Place.TAKEN:
        return _("%(department)s now writes the answer.", department=department)
    if here is Place.BEING_WRITTEN:
        return _("%(department)s is writing the answer.", department=department)
    if here is Place.IN_REVIEW:
        return _("The head of %(department)s is reading the answer.", department=department)
    return _("%(department)s publishes the answer next.", department=department)


def _deadline(due_at: datetime, *, at: datetime) -> str:
    due = moment_words(due_at)
    if at > due_at:
        return _("The answer was due at %(due)s and is late.", due=due)
    return _("The answer is due by %(due)s.", due=due)


def _department(question: Question) -> str:
    return local(question.department.name) if question.department else ""
