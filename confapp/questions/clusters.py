"""A question and those merged into it: who is behind them, each person and province once."""

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from confapp.database import db
from confapp.questions.intake import Intake
from confapp.questions.models import Ending, Question, Support, UnknownAsker
from confapp.registration.models import Registration


class Behind(NamedTuple):
    """How many distinct people and provinces ask something."""

    people: int
    provinces: int


def behind(question: Question) -> Behind:
    """Who asks this: its asker, those merged into it, and who joined, each once."""
    return counts_behind([question.id])[question.id]


def counts_behind(question_ids: Sequence[int]) -> dict[int, Behind]:
    """How many people and provinces are behind each of some questions, in one statement.

    Whoever is not registered counts once for each slip or call.
    """
    cluster = members(question_ids)
    known = _registered(cluster).subquery()
    of_known = sa.select(known.c.root, Registration.province_id).join(
        Registration, Registration.id == known.c.registration_id
    )
    of_unknown = sa.select(cluster.c.root, UnknownAsker.province_id).join(
        cluster, cluster.c.id == UnknownAsker.question_id
    )
    people = of_known.union_all(of_unknown).subquery()
    counted = sa.select(
        people.c.root, sa.func.count(), sa.func.count(people.c.province_id.distinct())
    )
    counts = {root: Behind(*rest) for root, *rest in db.session.execute(counted.group_by("root"))}
    return {question_id: counts.get(question_id, Behind(0, 0)) for question_id in question_ids}


def others_behind(question: Question) -> int:
    """How many distinct people ask this apart from its asker."""
    is_known = question.asker_id is not None and question.left_at is None
    return behind(question).people - int(is_known or question.unknown_asker is not None)


def merged_into(question: Question) -> list[Question]:
    """The questions that are merged into this one, directly or through another."""
    ids = sa.select(members([question.id]).c.id)
    others = sa.select(Question).where(Question.id.in_(ids), Question.id != question.id)
    enclosed = selectinload(Question.reference_given), selectinload(Question.attachment)
    return list(db.session.scalars(others.options(*enclosed).order_by(Question.number)))


def whole(question: Question) -> list[Question]:
    """The question and all that are merged into it."""
    return [question, *merged_into(question)]


def readers_behind(question: Question) -> list[Registration]:
    """All delegates who ask this, each once."""
    known = _registered(members([question.id])).subquery()
    rows = sa.select(Registration).join(known, known.c.registration_id == Registration.id)
    return list(db.session.scalars(rows.order_by(Registration.id)))


def _registered(cluster: sa.CTE) -> sa.CompoundSelect[int, int]:
    """The registrations behind each root, each once; who withdrew is not behind it any more."""
    askers = sa.select(cluster.c.root, Question.asker_id.label("registration_id")).join(
        cluster, cluster.c.id == Question.id
    )
    there = askers.where(Question.asker_id.is_not(None), Question.left_at.is_(None))
    supporters = sa.select(cluster.c.root, Support.registration_id)
    return sa.union(there, supporters.join(cluster, cluster.c.id == Support.question_id))


def members(question_ids: Sequence[int]) -> sa.CTE:
    """Each of the questions as a root, with the ids of itself and of all merged into it."""
    each = sa.select(Question.id.label("root"), Question.id.label("id"))
    roots = each.where(Question.id.in_(question_ids)).cte("cluster", recursive=True)
    merged = sa.select(roots.c.root, Ending.question_id).join(roots, Ending.target_id == roots.c.id)
    is_merged = merged.where(Ending.kind == Intake.MERGED.value, Ending.undone_at.is_(None))
    return roots.union(is_merged)
