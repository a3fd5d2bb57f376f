"""Noting whom an act concerns: the letters follow, at once or in a digest."""

from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa

from confapp.database import db
from confapp.events.models import Department
from confapp.people.models import User
from confapp.questions.models import Notice, Question

NEW = "news of questions"
ASKER, MODERATORS, ORGANISERS, DEPARTMENT = "asker", "moderators", "organisers", "department"
# For so long who has done something may take it back, and letters about it wait.
UNDONE_WITHIN = timedelta(minutes=2)


class News(StrEnum):
    ASKED_BACK = "asked_back"
    INFORMATION_CAME = "information_came"
    DECLINED = "declined"
    REOPENED = "reopened"
    MERGED = "merged"
    UNMERGED = "unmerged"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"
    OFFERED = "offered"
    RETURNED = "returned"
    RETURNED_TWICE = "returned_twice"
    NOT_TAKEN_IN_TIME = "not_taken_in_time"
    MOVED_AWAY = "moved_away"
    SPLIT = "split"
    HANDED_IN = "handed_in"
    SENT_BACK = "sent_back"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    RETRACTED = "retracted"


def tell(
    question: Question,
    news: News,
    reader: str,
    *,
    by: User | None,
    at: datetime,
    department: Department | None = None,
) -> None:
    """Note that this reader is to hear of it; a department is named."""
    db.session.add(
        Notice(
            question=question,
            reader=reader,
            department_id=department.id if department else None,
            news=news,
            at=at,
            by_id=by.id if by else None,
        )
    )
    db.session().info[NEW] = True


def unsay(question: Question, *which: sa.ColumnElement[bool]) -> bool:
    """Drop such news of the question that no letter has told yet; gives whether there was any."""
    dropped = sa.delete(Notice).where(
        Notice.question_id == question.id, Notice.told_at.is_(None), *which
    )
    db.session.flush()
    return bool(db.session.scalars(dropped.returning(Notice.id)).all())


def to_asker(news: News) -> sa.ColumnElement[bool]:
    """What the asker is to hear of this."""
    return sa.and_(Notice.reader == ASKER, Notice.news == news.value)


def tell_department(question: Question, news: News, *, by: User | None, at: datetime) -> None:
    """Note it for the accountable department, if there is one."""
    if question.department is not None:
        tell(question, news, DEPARTMENT, by=by, at=at, department=question.department)
