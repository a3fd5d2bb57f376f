"""A department's desk: what was sent to it, by how far it has come, and what it helps with."""

from collections.abc import Iterable
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
from confapp.questions import desk_filter, policy, states
from confapp.questions.desk_filter import LATE, RUNNING, SOON, Wanted, due_within
from confapp.questions.models import Answer, Assistance, Offer, Question
from confapp.questions.states import Place

FIRST_ROWS = 8
WITH_WRITER = selectinload(Question.answers).joinedload(Answer.saved_by)
WITH_ENCLOSED = (selectinload(Question.reference_given), selectinload(Question.attachment))
ASSISTING = "assisting"
TITLES: dict[str, LazyString] = {
    Place.OFFERED: _l("Sent to us"),
    Place.TAKEN: _l("Taken, without a draft"),
    Place.BEING_WRITTEN: _l("Being written"),
    Place.IN_REVIEW: _l("To approve"),
    Place.APPROVED: _l("To publish"),
    Place.NEEDS_INFORMATION: _l("Waiting for the asker"),
    ASSISTING: _l("We help with"),
    Place.PUBLISHED: _l("Published"),
    Place.RETRACTED: _l("Answers retracted"),
}

FOR_HEAD = (Place.IN_REVIEW, Place.APPROVED)
FOR_WRITERS = (Place.OFFERED, Place.TAKEN, Place.BEING_WRITTEN)
FOR_A_HEAD_FIRST = (Place.OFFERED, *FOR_HEAD)
EVERYTHING = Wanted()


@dataclass
class Section:
    """One part of the desk: its first rows, and how many there are in all."""

    key: str
    title: LazyString
    total: int = 0
    rows: list[Question] = field(default_factory=list)


def overview(
    department: Department, wanted: Wanted = EVERYTHING, *, for_head: bool = False
) -> list[Section]:
    """Every section with its first rows, those that are due first on top.

    A head finds first what only a head can do.
    """
    placed = _placed(department, wanted).subquery()
    ranked = sa.select(
        placed,
        sa.func.row_number()
        .over(partition_by=placed.c.section, order_by=desk_filter.order(placed, wanted.sort))
        .label("rank"),
        sa.func.count().over(partition_by=placed.c.section).label("total"),
    ).subquery()
    rows = sa.select(Question, ranked.c.section, ranked.c.total).options(WITH_WRITER)
    rows = rows.join(ranked, ranked.c.id == Question.id).where(ranked.c.rank <= FIRST_ROWS)
    sections = {of: Section(of, title) for of, title in TITLES.items()}
    for question, of, total in db.session.execute(rows.order_by(ranked.c.rank)):
        sections[of].rows.append(question)
        sections[of].total = total
    first = FOR_HEAD if for_head else ()
    return sorted(sections.values(), key=lambda section: section.key not in first)


def in_section(
    department: Department, section: str, wanted: Wanted = EVERYTHING
) -> sa.Select[Question]:
    """All questions of one section."""
    placed = _placed(department, wanted).subquery()
    rows = sa.select(Question).options(WITH_WRITER).join(placed, placed.c.id == Question.id)
    ordered = desk_filter.order(placed, wanted.sort)
    return rows.where(placed.c.section == str(section)).order_by(*ordered)


def open_of(department: Department) -> sa.Select[Question]:
    """What the department still has to take, write or approve; what is due first on top."""
    placed = _placed(department, EVERYTHING).subquery()
    places = [place.value for place in RUNNING if place is not Place.APPROVED]
    rows = sa.select(Question).options(*WITH_ENCLOSED).join(placed, placed.c.id == Question.id)
    return rows.where(placed.c.section.in_(places)).order_by(placed.c.due_at, placed.c.id)


def due_counts(department: Department, *, at: datetime) -> dict[str, int]:
    """How many answers of the department are late, and how many are due soon."""
    placed = _placed(department, EVERYTHING).subquery()
    counts = [
        sa.func.count(sa.case((_is_ours_and_due(placed, code, at), 1))) for code in (LATE, SOON)
    ]
    counted = db.session.execute(sa.select(*counts).select_from(placed)).one()
    return dict(zip((LATE, SOON), counted, strict=True))


def due_first(rows: Iterable[Question]) -> Question | None:
    """Which of a section's rows has the least time left: its act is the one to do next."""
    owed = [(row.offer.due_at, row.id, row) for row in rows if row.offer is not None]
    return min(owed)[-1] if owed else None


def waiting_for(sections: list[Section], *, is_head: bool) -> int:
    """How many questions wait for a hand of this visitor's: what the page's title counts."""
    places = FOR_A_HEAD_FIRST if is_head else FOR_WRITERS
    return sum(section.total for section in sections if section.key in places)


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


def _placed(department: Department, wanted: Wanted) -> sa.Select[Any]:
    """Its questions with their place (as `states.place_on_desk` says it) and section."""
    leads = Offer.department_id == department.id
    assists = sa.exists().where(
        Assistance.offer_id == Offer.id, Assistance.department_id == department.id
    )
    columns = (Question.id, Question.number, Offer.due_at, leads.label("leads"))
    placed = (
        sa.select(*columns, states.place_on_desk_column().label("place"))
        .join(Offer, sa.and_(Offer.question_id == Question.id, Offer.ended_at.is_(None)))
        .where(sa.or_(leads, assists), *desk_filter.conditions(wanted))
        .subquery()
    )
    section = _section(placed)
    found = sa.select(placed, section.label("section"))
    return found.where(
        section.in_([str(key) for key in TITLES]), desk_filter.is_due(placed, wanted)
    )


def _section(placed: sa.Subquery) -> sa.Case[str]:
    """What others lead is one section while it is open; what has ended is in none."""
    is_open = placed.c.place.in_([one.value for one in (*RUNNING, Place.NEEDS_INFORMATION)])
    return sa.case((placed.c.leads, placed.c.place), (is_open, ASSISTING), else_="")


def _is_ours_and_due(placed: sa.Subquery, code: str, at: datetime) -> sa.ColumnElement[bool]:
    wanted = Wanted(**due_within(code, at=at))
    return sa.and_(placed.c.section != ASSISTING, desk_filter.is_due(placed, wanted))
