"""What others have left behind on a question: texts that are notes to its owner and no answers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from confapp.database import db
from confapp.events.models import Department
from confapp.questions.intake import Intake
from confapp.questions.models import Answer, Ending, Offer, Publication, Question


@dataclass(frozen=True)
class Note:
    """A text that an earlier owner wrote, or whoever owned a question that was merged."""

    question: Question
    department: Department
    text: str
    saved_at: datetime


def left_on(questions: Sequence[Question]) -> dict[int, list[Note]]:
    """The notes on each of these questions, by its id, the oldest first."""
    notes: dict[int, list[Note]] = defaultdict(list)
    for on, answer in db.session.execute(_texts([one.id for one in questions])):
        notes[on].append(
            Note(answer.question, answer.offer.department, answer.text, answer.saved_at)
        )
    return notes


def _texts(ids: list[int]) -> sa.Select[int, Answer]:
    """The texts of ended offers, and those of questions that are merged into these."""
    merged = sa.and_(
        Ending.question_id == Question.id,
        Ending.kind == Intake.MERGED.value,
        Ending.undone_at.is_(None),
    )
    on = sa.case((Ending.target_id.in_(ids), Ending.target_id), else_=Question.id)
    is_over = sa.and_(Question.id.in_(ids), Offer.ended_at.is_not(None))
    was_published = sa.exists().where(Publication.answer_id == Answer.id)
    return (
        sa.select(on, Answer)
        .join(Question, Question.id == Answer.question_id)
        .join(Offer, Offer.id == Answer.offer_id)
        .outerjoin(Ending, merged)
        .where(sa.or_(is_over, Ending.target_id.in_(ids)), Answer.text != "", ~was_published)
        .options(joinedload(Answer.question, innerjoin=True), joinedload(Answer.offer))
        .order_by(Answer.id)
    )
