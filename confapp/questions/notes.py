"""What others have left behind on a question: texts that are notes to its owner and no answers."""

from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from confapp.database import db
from confapp.questions import clusters
from confapp.questions.models import Answer, Offer, Publication, Question


def left_on(questions: Sequence[Question]) -> dict[int, list[Answer]]:
    """The notes on each of these questions, by its id, the oldest first.

    Earlier owners left them, and whoever owned what is merged into it, also through another; a
    correction that was dropped is one too.
    """
    notes: dict[int, list[Answer]] = defaultdict(list)
    for on, answer in db.session.execute(_texts([one.id for one in questions])):
        notes[on].append(answer)
    return notes


def _texts(ids: list[int]) -> sa.Select[int, Answer]:
    cluster = clusters.members(ids)
    has_published = sa.exists().where(Publication.question_id == Answer.question_id)
    was_dropped = sa.and_(Answer.correction.is_(None), has_published)
    is_over = sa.or_(cluster.c.id != cluster.c.root, Offer.ended_at.is_not(None), was_dropped)
    published = aliased(Answer)
    # A published text is an answer, and what says the same word for word adds nothing to it.
    can_be_read = sa.exists().where(
        Publication.question_id == Answer.question_id,
        Publication.answer_id == published.id,
        published.text == Answer.text,
    )
    return (
        sa.select(cluster.c.root, Answer)
        .join(Answer, Answer.question_id == cluster.c.id)
        .join(Offer, Offer.id == Answer.offer_id)
        .where(is_over, Answer.text != "", ~can_be_read)
        .options(
            joinedload(Answer.question, innerjoin=True),
            joinedload(Answer.offer, innerjoin=True),
            joinedload(Answer.saved_by, innerjoin=True),
        )
        .order_by(Answer.id)
    )
