"""How far a question has come on its way to a department, worked out from its facts."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from confapp.questions.models import Offer, Question


class Intake(StrEnum):
    SUBMITTED = "submitted"
    NEEDS_INFORMATION = "needs_information"
    ACCEPTED = "accepted"
    OFFERED = "offered"
    OWNED = "owned"
    DECLINED = "declined"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"


RETURNED = "returned"
OPEN = frozenset(
    {
        Intake.SUBMITTED,
        Intake.NEEDS_INFORMATION,
        Intake.ACCEPTED,
        Intake.OFFERED,
        Intake.OWNED,
    }
)
NAMES = {
    Intake.SUBMITTED: _l("Sent"),
    Intake.NEEDS_INFORMATION: _l("Waiting for the asker"),
    Intake.ACCEPTED: _l("Accepted by a moderator"),
    Intake.OFFERED: _l("Sent to the department"),
    Intake.OWNED: _l("Taken by the department"),
    Intake.DECLINED: _l("Declined"),
    Intake.MERGED: _l("Merged"),
    Intake.WITHDRAWN: _l("Withdrawn"),
    Intake.REFERRED: _l("Referred to another body"),
}


def intake(question: Question) -> Intake:
    """Where the question stands now; what lies under a pause or an end stays as it is."""
    if question.ending is not None:
        return Intake(question.ending.kind)
    if question.info_request is not None:
        return Intake.NEEDS_INFORMATION
    return beneath(question)


def beneath(question: Question) -> Intake:
    """Where the question stands apart from a request for information and from an end."""
    if question.offer is not None:
        return Intake.OWNED if question.is_owned else Intake.OFFERED
    return Intake.SUBMITTED if question.acceptance is None else Intake.ACCEPTED


def is_open(question: Question) -> bool:
    """Whether it is still on its way: not at an end, and without a published answer."""
    return intake(question) in OPEN and question.published_answer is None


def returns_of(question: Question) -> list[Offer]:
    """The offers that departments gave back since the question was accepted last."""
    since = question.acceptance.at if question.acceptance else question.asked_at
    return [one for one in question.offers if one.ending == RETURNED and one.at >= since]
