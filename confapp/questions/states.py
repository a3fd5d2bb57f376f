"""Where a question stands, worked out from its facts, in words for its asker and everybody."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from confapp.i18n import local, moment_words
from confapp.questions.models import Answer, Question


class Place(StrEnum):
    SENT = "sent"
    ACCEPTED = "accepted"
    TAKEN = "taken"
    BEING_WRITTEN = "being_written"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"


# To its asker, an answer that the head is reading is still being written.
LABELS = {
    Place.SENT: _l("Sent"),
    Place.ACCEPTED: _l("Sent to the department"),
    Place.TAKEN: _l("Taken by the department"),
    Place.BEING_WRITTEN: _l("Being written"),
    Place.IN_REVIEW: _l("Being written"),
    Place.APPROVED: _l("Approved"),
    Place.PUBLISHED: _l("Published"),
}
# The staff of the department see whose move it is.
ON_DESK = LABELS | {Place.IN_REVIEW: _l("To approve"), Place.APPROVED: _l("To publish")}
STEPS = [place for place in Place if place is not Place.IN_REVIEW]
OF_DEPARTMENT = STEPS[STEPS.index(Place.TAKEN) :]
WAITING, ACTIVE, DONE = "waiting", "active", "done"


@dataclass(frozen=True)
class Step:
    """A step on the way; `state` is done, current or ahead, `who` is a body and never a person."""

    label: LazyString
    at: datetime | None
    who: str
    state: str
    sentence: str


def place(question: Question) -> Place:
    """How far the question has come."""
    if question.published_answer is not None:
        return Place.PUBLISHED
    if question.answer is not None:
        return _place_of_answer(question.answer)
    if question.is_owned:
        return Place.TAKEN
    return Place.SENT if question.acceptance is None else Place.ACCEPTED


def label(question: Question) -> LazyString:
    return LABELS[place(question)]


def label_on_desk(question: Question) -> LazyString:
    return ON_DESK[place(question)]


def tone(question: Question) -> str:
    here = place(question)
    if here is Place.PUBLISHED:
        return DONE
    return WAITING if here in (Place.SENT, Place.ACCEPTED) else ACTIVE


def track(question: Question, *, at: datetime) -> list[Step]:
    """The six steps, with what happens next and by when at the one that is reached now."""
    here = place(question)
    reached = STEPS.index(Place.BEING_WRITTEN if here is Place.IN_REVIEW else here)
    moments = _moments(question)
    return [
        Step(
            label=LABELS[step],
            at=moments[step] if number <= reached else None,
            who=_department(question) if step in OF_DEPARTMENT and number <= reached else "",
            state=_state(number, reached),
            sentence=_sentence(question, here, at=at) if number == reached else "",
        )
        for number, step in enumerate(STEPS)
    ]


def _place_of_answer(answer: Answer) -> Place:
    if answer.approval is not None:
        return Place.APPROVED
    return Place.BEING_WRITTEN if answer.is_draft else Place.IN_REVIEW


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


def _state(number: int, reached: int) -> str:
    if number < reached or reached == len(STEPS) - 1:
        return "done"
    return "current" if number == reached else "ahead"


def _sentence(question: Question, here: Place, *, at: datetime) -> str:
    """What happens next, and by when."""
    if question.offer is None:
        return _("A moderator now chooses the department that answers; it then has two days.")
    if here is Place.PUBLISHED:
        return _("The answer is open to everybody at the address of this page.")
    return f"{_next(question, here)} {_deadline(question.offer.due_at, at=at)}"


def _next(question: Question, here: Place) -> str:
    department = _department(question)
    if here is Place.ACCEPTED:
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
