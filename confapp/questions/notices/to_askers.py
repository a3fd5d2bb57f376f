"""News for who asked, and for everybody behind the same question: one letter each."""

from datetime import datetime

import sqlalchemy as sa

from confapp.database import db
from confapp.questions import acts, clusters, letters
from confapp.questions.intake import Intake
from confapp.questions.models import Notice, Question
from confapp.questions.telling import ASKER, UNDONE_WITHIN, News
from confapp.questions.wordings import LETTERS
from confapp.registration.models import Registration

# What all who ask the same hear, whoever of them it was noted for.
OF_ALL = frozenset({News.PUBLISHED, News.CORRECTED, News.RETRACTED, News.DECLINED, News.REFERRED})

# What who has done it may take back at once; a letter that came before would be untrue.
CAN_BE_UNDONE = frozenset({News.DECLINED, News.MERGED, News.UNMERGED, News.SPLIT})


def due(*, at: datetime) -> sa.Select[Notice]:
    """What is to be told now: what may still be undone waits until it stands."""
    stands = sa.or_(Notice.news.not_in(CAN_BE_UNDONE), Notice.at < at - UNDONE_WITHIN)
    return untold().where(stands)


def untold() -> sa.Select[Notice]:
    rows = sa.select(Notice).where(Notice.reader == ASKER, Notice.told_at.is_(None))
    return rows.order_by(Notice.id)


def tell(notice_id: int, *, at: datetime) -> None:
    """Write the letters of one notice, in one unit of work; nothing if it is told or undone."""
    notice = db.session.get(Notice, notice_id)
    if notice is None:
        # What it told of has been undone since.
        return
    news, question = News(notice.news), notice.question
    if news in OF_ALL:
        question = standing_for(question)
    acts.alone(question)
    pending = _same(question, news)
    if pending and news in LETTERS:
        for reader in _readers(question, news):
            letters.write(question, news, reader, at=at)
    for one in pending:
        one.told_at = at
    db.session.commit()


def standing_for(question: Question) -> Question:
    """The question that stands for this one: it itself, or what it was merged into."""
    end = question.ending
    while end is not None and end.kind == Intake.MERGED and end.target is not None:
        question, end = end.target, end.target.ending
    return question


def _same(question: Question, news: News) -> list[Notice]:
    """What is still to be told of the same, so that one letter does for all."""
    ids = [question.id]
    if news in OF_ALL:
        ids += [one.id for one in clusters.merged_into(question)]
    rows = untold().where(Notice.news == news.value, Notice.question_id.in_(ids))
    return list(db.session.scalars(rows))


def _readers(question: Question, news: News) -> list[Registration]:
    if news in OF_ALL:
        return clusters.readers_behind(question)
    is_there = question.asker is not None and question.left_at is None
    return [question.asker] if question.asker and is_there else []
