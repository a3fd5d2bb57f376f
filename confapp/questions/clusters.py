"""A question and those merged into it: who is behind them, each person and province once."""

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa

from confapp.database import db
from confapp.questions.intake import Intake
from confapp.questions.models import Ending, Question, Support, UnknownAsker
from confapp.registration.models import Registration


class Behind(NamedTuple):
    """How many distinct delegates and provinces ask something."""

    people: int
    provinces: int


def behind(question: Question) -> Behind:
    """Who asks this: its asker, those merged into it, and who joined, each once."""
    return counts_behind([question.id])[question.id]


def merged_into(question: Question) -> list[Question]:
    """The questions that are merged into this one, directly or through another."""
    ids = _members(question.id)
    others = sa.select(Question).where(Question.id.in_(ids), Question.id != question.id)
    return list(db.session.scalars(others.order_by(Question.number)))


def whole(question: Question) -> list[Question]:
    """The question and all that are merged into it."""
    return [question, *merged_into(question)]


def readers_behind(question: Question) -> list[Registration]:
    """All delegates who ask this, each once."""
    people = _people(question.id)
    rows = sa.select(Registration).join(people, people.c.registration_id == Registration.id)
    return list(db.session.scalars(rows.order_by(Registration.id)))


def people_behind(question: Question) -> int:
    """How many distinct people ask this: its asker, those merged into it, and who joined.

    Whoever is not registered counts once for each slip or call.
    """
    known = db.session.scalar(sa.select(sa.func.count()).select_from(_people(question.id))) or 0
    unknown = sa.select(sa.func.count()).select_from(_unknown(question.id).subquery())
    return known + (db.session.scalar(unknown) or 0)


def provinces_behind(question: Question) -> int:
    """How many distinct provinces those people come from."""
    people = _people(question.id)
    of_people = sa.select(Registration.province_id).join(
        people, people.c.registration_id == Registration.id
    )
    of_unknown = _unknown(question.id).with_only_columns(UnknownAsker.province_id)
    known = {*db.session.scalars(of_people.distinct()), *db.session.scalars(of_unknown.distinct())}
    return len(known - {None})


def others_behind(question: Question) -> int:
    """How many distinct people ask this apart from its asker."""
    people = _people(question.id)
    counted = sa.select(sa.func.count()).select_from(people)
    if question.asker_id is not None:
        counted = counted.where(people.c.registration_id != question.asker_id)
    unknown = _unknown(question.id).where(UnknownAsker.question_id != question.id)
    strangers = db.session.scalar(sa.select(sa.func.count()).select_from(unknown.subquery())) or 0
    return (db.session.scalar(counted) or 0) + strangers


def counts_behind(question_ids: Sequence[int]) -> dict[int, Behind]:
    """How many distinct delegates and provinces are behind each of some questions."""
    counts = {}
    for question_id in question_ids:
        people = _people(question_id)
        counted = sa.select(
            sa.func.count(people.c.registration_id),
            sa.func.count(Registration.province_id.distinct()),
        ).join_from(people, Registration, people.c.registration_id == Registration.id)
        counts[question_id] = Behind(*db.session.execute(counted).one())
    return counts


def _people(question_id: int) -> sa.Subquery:
    """The registrations behind a question, each once; who withdrew is not behind it any more."""
    ids = _members(question_id)
    askers = sa.select(Question.asker_id.label("registration_id")).where(
        Question.id.in_(ids), Question.asker_id.is_not(None), Question.left_at.is_(None)
    )
    supporters = sa.select(Support.registration_id).where(Support.question_id.in_(ids))
    return sa.union(askers, supporters).subquery()


def _unknown(question_id: int) -> sa.Select[int, int | None]:
    """Those behind a question who are not registered, and their provinces."""
    rows = sa.select(UnknownAsker.question_id, UnknownAsker.province_id)
    return rows.where(UnknownAsker.question_id.in_(_members(question_id)))


def _members(question_id: int) -> sa.Select[int]:
    """The ids of the question and of all that are merged into it."""
    start = sa.select(sa.literal(question_id).label("id")).cte("cluster", recursive=True)
    merged = sa.select(Ending.question_id).join(start, Ending.target_id == start.c.id)
    is_merged = merged.where(Ending.kind == Intake.MERGED.value, Ending.undone_at.is_(None))
    whole = start.union(is_merged)
    return sa.select(whole.c.id)
