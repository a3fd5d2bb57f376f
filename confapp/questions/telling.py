"""Noting whom an act concerns: the letters follow, at once or in a digest."""

from datetime import datetime
from enum import StrEnum

from confapp.database import db
from confapp.events.models import Department
from confapp.people.models import User
from confapp.questions.models import Notice, Question

ASKER, MODERATORS, ORGANISERS, DEPARTMENT = "asker", "moderators", "organisers", "department"


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


def tell_department(question: Question, news: News, *, by: User | None, at: datetime) -> None:
    """Note it for the accountable department, if there is one."""
    if question.department is not None:
        tell(question, news, DEPARTMENT, by=by, at=at, department=question.department)
