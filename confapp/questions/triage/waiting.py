"""What waits for a moderator, and why each question does."""

from enum import StrEnum

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from confapp.database import db
from confapp.events.models import Department, Event
from confapp.questions import offering, routing
from confapp.questions.intake import RETURNED, Intake, returns_of
from confapp.questions.models import Offer, Question


class Why(StrEnum):
    NEW = "new"
    REPLIED = "replied"
    REOPENED = "reopened"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    RETURNED_TWICE = "returned_twice"
    LAPSED = "lapsed"


LABELS = {
    Why.NEW: _l("Newly sent"),
    Why.REPLIED: _l("The asker has replied"),
    Why.REOPENED: _l("Opened again"),
    Why.ACCEPTED: _l("Without a department"),
    Why.RETURNED: _l("Returned by the department"),
    Why.RETURNED_TWICE: _l("Returned twice"),
    Why.LAPSED: _l("Not taken in time"),
}
OF_LAST_OFFER = {RETURNED: Why.RETURNED, offering.EXPIRED: Why.LAPSED}


def why(question: Question) -> Why:
    """Why it waits for a moderator now; only of a question that does."""
    if question.acceptance is None:
        return _why_not_accepted(question)
    if len(returns_of(question)) > 1:
        return Why.RETURNED_TWICE
    offer = last_offer(question)
    return OF_LAST_OFFER.get(offer.ending or "", Why.ACCEPTED) if offer else Why.ACCEPTED


def last_offer(question: Question) -> Offer | None:
    """The last offer that ended since the question was accepted."""
    since = question.acceptance.at if question.acceptance else question.asked_at
    ended = [one for one in question.offers if one.ended_at and one.at >= since]
    return ended[-1] if ended else None


def named_department(question: Question) -> Department | None:
    """The department that the one which gave the question back holds accountable."""
    offer = last_offer(question)
    return offer.named_department if offer else None


def is_waiting(question: Question) -> bool:
    found = routing.waiting(question.event).where(Question.id == question.id)
    return db.session.scalar(found.with_only_columns(Question.id)) is not None


def after(question: Question) -> Question | None:
    """What comes next for the moderator; after the last, the first of the others."""
    others = routing.waiting(question.event).where(Question.id != question.id)
    is_before = sa.case((Question.id < question.id, 1), else_=0)
    return db.session.scalars(others.order_by(None).order_by(is_before, Question.id)).first()


def before(question: Question) -> Question | None:
    others = routing.waiting(question.event).where(Question.id != question.id)
    is_after = sa.case((Question.id > question.id, 1), else_=0)
    return db.session.scalars(others.order_by(None).order_by(is_after, -Question.id)).first()


def first(event: Event) -> Question | None:
    return db.session.scalars(routing.waiting(event).limit(1)).first()


def number_of(event: Event) -> int:
    waiting = routing.waiting(event).order_by(None).with_only_columns(sa.func.count(Question.id))
    return db.session.scalar(waiting) or 0


def _why_not_accepted(question: Question) -> Why:
    if any(one.kind == Intake.DECLINED for one in question.endings):
        return Why.REOPENED
    return Why.REPLIED if question.info_requests else Why.NEW
