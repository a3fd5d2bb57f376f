"""Where a question stands, worked out from its facts, in words for its asker and everybody."""

from enum import StrEnum

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from confapp.questions import policy
from confapp.questions.models import (
    Acceptance,
    Answer,
    Approval,
    Ending,
    InfoRequest,
    Offer,
    Ownership,
    Publication,
    Question,
    Submission,
)


class Place(StrEnum):
    """How far a question has come, or how it ended."""

    SENT = "sent"
    ACCEPTED = "accepted"
    OFFERED = "offered"
    TAKEN = "taken"
    BEING_WRITTEN = "being_written"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    RETRACTED = "retracted"
    NEEDS_INFORMATION = "needs_information"
    DECLINED = "declined"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"


# To its asker, an answer that the head is reading is still being written.
LABELS = {
    Place.SENT: _l("Sent"),
    Place.ACCEPTED: _l("Accepted by a moderator"),
    Place.OFFERED: _l("Sent to the department"),
    Place.TAKEN: _l("Taken by the department"),
    Place.BEING_WRITTEN: _l("Being written"),
    Place.IN_REVIEW: _l("Being written"),
    Place.APPROVED: _l("Approved"),
    Place.PUBLISHED: _l("Published"),
    Place.RETRACTED: _l("Answer retracted"),
    Place.NEEDS_INFORMATION: _l("Waiting for the asker"),
    Place.DECLINED: _l("Declined"),
    Place.MERGED: _l("Merged"),
    Place.WITHDRAWN: _l("Withdrawn"),
    Place.REFERRED: _l("Referred to another body"),
}
# The staff of the department see whose move it is.
ON_DESK = LABELS | {Place.IN_REVIEW: _l("To approve"), Place.APPROVED: _l("To publish")}
ENDS = (Place.DECLINED, Place.MERGED, Place.WITHDRAWN, Place.REFERRED)
WAITING, ACTIVE, DONE, QUIET = "waiting", "active", "done", "quiet"


def place(question: Question) -> Place:
    """How far the question has come; an end and a wait for the asker hide what lies beneath."""
    if question.published_answer is not None:
        return Place.RETRACTED if question.open_answer is None else Place.PUBLISHED
    if question.ending is not None:
        return Place(question.ending.kind)
    if question.info_request is not None:
        return Place.NEEDS_INFORMATION
    return place_beneath(question)


def place_beneath(question: Question) -> Place:
    """How far it had come before it ended, or before its asker was asked back."""
    if question.answer is not None:
        return _place_of_answer(question.answer)
    if question.offer is not None:
        return Place.TAKEN if question.is_owned else Place.OFFERED
    return Place.SENT if question.acceptance is None else Place.ACCEPTED


def place_on_desk(question: Question) -> Place:
    """The same for its department, which sees first how far a correction has come."""
    correction = question.correction
    return place(question) if correction is None else _place_of_answer(correction)


def place_on_desk_column() -> sa.Case[str]:
    """The same as `place_on_desk`, for statements that select from `Question`."""
    is_corrected = sa.and_(policy.was_published(), _has(Answer))
    return sa.case(
        (~is_corrected, place_column()),
        (_has(Approval), Place.APPROVED.value),
        (_has(Submission), Place.IN_REVIEW.value),
        else_=Place.BEING_WRITTEN.value,
    )


def place_column() -> sa.Case[str]:
    """The same as `place`, for statements that select from `Question`."""
    ends = [(_ended_as(end), end.value) for end in ENDS]
    return sa.case(
        (policy.is_published(), Place.PUBLISHED.value),
        (policy.was_published(), Place.RETRACTED.value),
        *ends,
        (_waits_for_asker(), Place.NEEDS_INFORMATION.value),
        (_has(Approval), Place.APPROVED.value),
        (_has(Submission), Place.IN_REVIEW.value),
        (_has(Answer), Place.BEING_WRITTEN.value),
        (_exists(_open_offer().join(Ownership)), Place.TAKEN.value),
        (_exists(_open_offer()), Place.OFFERED.value),
        (_is_accepted(), Place.ACCEPTED.value),
        else_=Place.SENT.value,
    )


def stands_at(*places: Place) -> sa.ColumnElement[bool]:
    """Whether a question that is selected is in one of these places."""
    return place_column().in_([place.value for place in places])


def label(question: Question) -> LazyString:
    return LABELS[place(question)]


def label_on_desk(question: Question) -> LazyString:
    return ON_DESK[place_on_desk(question)]


def tone(question: Question) -> str:
    here = place(question)
    if here is Place.RETRACTED or here in ENDS:
        return QUIET
    if here is Place.PUBLISHED:
        return DONE
    is_waiting = here in (Place.SENT, Place.ACCEPTED, Place.OFFERED, Place.NEEDS_INFORMATION)
    return WAITING if is_waiting else ACTIVE


def _place_of_answer(answer: Answer) -> Place:
    if answer.approval is not None:
        return Place.APPROVED
    return Place.BEING_WRITTEN if answer.is_draft else Place.IN_REVIEW


def _ended_as(end: Place) -> sa.ColumnElement[bool]:
    ended = sa.select(Ending.id).where(Ending.question_id == Question.id)
    return _exists(ended.where(Ending.undone_at.is_(None), Ending.kind == end.value))


def _waits_for_asker() -> sa.ColumnElement[bool]:
    asked = sa.select(InfoRequest.id).where(InfoRequest.question_id == Question.id)
    return _exists(asked.where(InfoRequest.closed_at.is_(None)))


def _is_accepted() -> sa.ColumnElement[bool]:
    accepted = sa.select(Acceptance.id).where(Acceptance.question_id == Question.id)
    return _exists(accepted.where(Acceptance.ended_at.is_(None)))


def _open_offer() -> sa.Select[int]:
    return sa.select(Offer.id).where(Offer.question_id == Question.id, Offer.ended_at.is_(None))


def _has(row: type[Approval] | type[Submission] | type[Answer]) -> sa.ColumnElement[bool]:
    """Whether a text of the open offer that is neither published nor dropped has this row."""
    published = sa.select(Publication.answer_id)
    answers = sa.select(Answer.id).where(
        Answer.question_id == Question.id,
        Answer.offer_id.in_(_open_offer().correlate(Question)),
        Answer.id.not_in(published),
        sa.or_(Answer.correction.is_not(None), ~policy.was_published()),
    )
    if row is Answer:
        return _exists(answers)
    answers = answers.join(Submission).where(Submission.ended_at.is_(None))
    return _exists(answers.join(Approval) if row is Approval else answers)


def _exists(rows: sa.Select[int]) -> sa.ColumnElement[bool]:
    # The statement around may select from the same tables: only the question is the same one.
    return rows.correlate(Question).exists()
