"""A department's desk: what was sent to it, by how far it has come."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy.orm import selectinload

from confapp.database import db
from confapp.events.models import Department
from confapp.people.models import User
from confapp.questions import policy, states
from confapp.questions.finding import matching
from confapp.questions.models import Answer, Offer, Question
from confapp.questions.states import Place

FIRST_ROWS = 8
WITH_WRITER = selectinload(Question.answers).joinedload(Answer.saved_by)
TITLES = {
    Place.OFFERED: _l("Sent to us"),
    Place.TAKEN: _l("Taken, without a draft"),
    Place.BEING_WRITTEN: _l("Being written"),
    Place.IN_REVIEW: _l("To approve"),
    Place.APPROVED: _l("To publish"),
    Place.PUBLISHED: _l("Published"),
    Place.RETRACTED: _l("Answers retracted"),
}

FOR_HEAD = (Place.IN_REVIEW, Place.APPROVED)


@dataclass
class Section:
    """One part of the desk: its first rows, and how many there are in all."""

    place: Place
    title: LazyString
    total: int = 0
    rows: list[Question] = field(default_factory=list)


def overview(department: Department, *, words: str = "", for_head: bool = False) -> list[Section]:
    """Every section with its first rows, those that are due first on top.

    A head finds first what only a head can do.
    """
    placed = _placed(department, words).subquery()
    ranked = sa.select(
        placed,
        sa.func.row_number()
        .over(partition_by=placed.c.place, order_by=_order(placed))
        .label("rank"),
        sa.func.count().over(partition_by=placed.c.place).label("total"),
    ).subquery()
    rows = sa.select(Question, ranked.c.place, ranked.c.total).options(WITH_WRITER)
    rows = rows.join(ranked, ranked.c.id == Question.id).where(ranked.c.rank <= FIRST_ROWS)
    sections = {of: Section(of, title) for of, title in TITLES.items()}
    for question, of, total in db.session.execute(rows.order_by(ranked.c.rank)):
        sections[of].rows.append(question)
        sections[of].total = total
    first = FOR_HEAD if for_head else ()
    return sorted(sections.values(), key=lambda section: section.place not in first)


def next_waiting(question: Question, *, by: User) -> Question | None:
    """What this person approves or publishes next at the same desk, after this question."""
    if question.department is None or not policy.may_publish(by, question):
        return None
    places = FOR_HEAD if policy.may_approve(by, question) else (Place.APPROVED,)
    for place in places:
        others = in_section(question.department, place).where(Question.id != question.id)
        if (found := db.session.scalars(others.limit(1)).first()) is not None:
            return found
    return None


def in_section(department: Department, place: Place, *, words: str = "") -> sa.Select[Question]:
    """All questions of one section."""
    placed = _placed(department, words).subquery()
    rows = sa.select(Question).options(WITH_WRITER).join(placed, placed.c.id == Question.id)
    return rows.where(placed.c.place == place.value).order_by(*_order(placed))


def _placed(department: Department, words: str) -> sa.Select[int, datetime, str]:
    """The department's questions and their places, as `states.place_on_desk` says them."""
    return (
        sa.select(Question.id, Offer.due_at, states.place_on_desk_column().label("place"))
        .join(Offer, sa.and_(Offer.question_id == Question.id, Offer.ended_at.is_(None)))
        .where(Offer.department_id == department.id)
        .where(matching(words))
    )


def _order(placed: sa.Subquery) -> list[sa.ColumnElement[Any]]:
    """What is due first on top; what is published has no deadline any more, the newest first."""
    is_published = placed.c.place.in_((Place.PUBLISHED.value, Place.RETRACTED.value))
    return [sa.case((is_published, -placed.c.id), else_=0), placed.c.due_at, placed.c.id]
