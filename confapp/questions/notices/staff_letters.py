"""The words of letters to departments, moderators and organisers."""

from collections.abc import Sequence
from datetime import datetime

from flask import current_app
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp.events.models import Department, Event
from confapp.mail import outbox
from confapp.mail.links import Link
from confapp.mail.writing import written
from confapp.people.models import User
from confapp.questions.models import Notice, Question
from confapp.questions.notices.readers import language_of
from confapp.questions.telling import DEPARTMENT, News

NEWS = {
    News.INFORMATION_CAME: _l("the asker has added what was missing"),
    News.REOPENED: _l("was declined and is open again"),
    News.REFERRED: _l("was referred to another body"),
    News.WITHDRAWN: _l("was withdrawn by its asker"),
    News.OFFERED: _l("was sent to the department"),
    News.RETURNED: _l("was given back by the department"),
    News.RETURNED_TWICE: _l("was given back a second time"),
    News.NOT_TAKEN_IN_TIME: _l("was not taken in time"),
    News.MOVED_AWAY: _l("is with another department now"),
    News.SPLIT: _l("was split in two"),
    News.SENT_BACK: _l("was sent back by the head"),
}
SOMETHING = _l("has changed")


def write_digest(event: Event, user: User, notices: Sequence[Notice], *, at: datetime) -> None:
    """All that is new for this reader, each once, with the way to their work."""
    with force_locale(language_of(user, event)):
        lines = list(dict.fromkeys((one.question, _in_words(one)) for one in notices))
        subject = ngettext(
            "%(num)d piece of news about questions",
            "%(num)d pieces of news about questions",
            len(lines),
        )
        text = written(
            "questions/letters/digest.txt",
            user=user,
            lines=lines,
            addresses=[Link(one) for one in _addresses(event, notices)],
        )
        outbox.write(user.email, subject, text, at=at, event_id=event.id)


def write_at_once(notice: Notice, user: User, *, at: datetime) -> None:
    """That an answer came back from the head, with the reason."""
    question = notice.question
    with force_locale(language_of(user, question.event)):
        text = written(
            "questions/letters/sent_back.txt",
            user=user,
            question=question,
            reason=_last_reason(question),
            address=Link(f"{_base(question.event)}/desk/{question.number}"),
        )
        subject = _("Sent back: answer to question %(number)s", number=question.reference)
        outbox.write(user.email, subject, text, at=at, event_id=question.event_id)


def write_due(
    department: Department,
    user: User,
    *,
    overdue: Sequence[Question],
    today: Sequence[Question],
    at: datetime,
) -> None:
    """What the department owes today, and what it is late with."""
    event = department.event
    with force_locale(language_of(user, event)):
        text = written(
            "questions/letters/due_today.txt",
            user=user,
            department=department,
            overdue=overdue,
            today=today,
            address=Link(f"{_base(event)}/desk?department={department.code}"),
        )
        subject = _(
            "Due today: %(today)s; overdue: %(overdue)s", today=len(today), overdue=len(overdue)
        )
        outbox.write(user.email, subject, text, at=at, event_id=event.id)


def _in_words(notice: Notice) -> str:
    return str(NEWS.get(News(notice.news), SOMETHING))


def _addresses(event: Event, notices: Sequence[Notice]) -> list[str]:
    readers = {one.reader for one in notices}
    pages = {"desk"} if DEPARTMENT in readers else set()
    pages |= {"moderate"} if readers - {DEPARTMENT} else set()
    return [f"{_base(event)}/{page}" for page in sorted(pages)]


def _base(event: Event) -> str:
    return f"{current_app.config['SETTINGS'].base_url}/{event.slug}"


def _last_reason(question: Question) -> str:
    returns = question.answer.returns if question.answer else []
    return returns[-1].reason if returns else ""
