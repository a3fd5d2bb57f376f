"""The letters to who asked, which organisers may word, and the words that differ in each."""

from collections.abc import Mapping
from typing import Final

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from confapp.events.models import Event
from confapp.i18n import local
from confapp.mail import wording
from confapp.mail.links import Link
from confapp.mail.wording import Letter
from confapp.people.letters import plain_name
from confapp.questions.citing import permanent_address
from confapp.questions.models import Question
from confapp.questions.telling import News
from confapp.registration import wordings as of_registration
from confapp.registration.models import Registration

QUESTION: Final = {
    "name": _l("Mr or Ms and the full name"),
    "number": _l("the question's number"),
    "question": _l("the words of the question"),
    "link": _l("the address of the question's page"),
    "event_name": _l("the conference's short title"),
    "contact": _l("whom to ask"),
}
DEPARTMENT: Final = {"department": _l("the department that answers")}
ANSWER: Final = {"answer": _l("the answer and its legal basis")}
REASON: Final = {"reason": _l("the reason that was given")}
MESSAGE: Final = {"message": _l("what the asker is asked")}


def of_question(question: Question, reader: Registration) -> dict[str, str]:
    """The words that every letter about a question may say to this reader."""
    return {
        "name": plain_name(reader.salutation_and_name),
        "number": question.reference,
        "question": question.text,
        "link": Link(permanent_address(question)),
        "department": local(question.department.name) if question.department else "",
    } | _of_event(question.event)


def sample(event: Event) -> Mapping[str, str]:
    """The words for somebody who does not exist."""
    base_url: str = current_app.config["SETTINGS"].base_url
    return _of_event(event) | {
        "name": "Bà Nguyễn Thị Minh Hòa",
        "number": "HĐ-0000",
        "question": _("May the department authorise a division to receive applications?"),
        "link": Link(f"{base_url}/{event.slug}/questions"),
        "department": local(event.departments[0].name) if event.departments else "",
        "answer": _("The answer of the department, as it is published."),
        "reason": _("The reason, as it was written."),
        "message": _("Which procedure is the question about?"),
    }


def _of_event(event: Event) -> dict[str, str]:
    words = of_registration.of_event(event)
    return {name: words[name] for name in ("event_name", "contact")}


def _letter(
    news: News,
    title: LazyString,
    subject: LazyString,
    placeholders: Mapping[str, LazyString] = QUESTION,
    *,
    needed: tuple[str, ...] = (),
) -> Letter:
    name = f"question-{news.value.replace('_', '-')}"
    file = f"questions/letters/{news}.txt"
    return wording.offer(Letter(name, title, subject, file, placeholders, sample, needed))


LETTERS: Final = {
    News.PUBLISHED: _letter(
        News.PUBLISHED,
        _l("To who asked: the answer is published"),
        _l("Answer to question %(number)s"),
        QUESTION | DEPARTMENT | ANSWER,
    ),
    News.CORRECTED: _letter(
        News.CORRECTED,
        _l("To who asked: the answer was corrected"),
        _l("Corrected answer to question %(number)s"),
        QUESTION | DEPARTMENT | ANSWER | REASON,
    ),
    News.RETRACTED: _letter(
        News.RETRACTED,
        _l("To who asked: the answer was retracted"),
        _l("Answer to question %(number)s retracted"),
        QUESTION | DEPARTMENT | REASON,
    ),
    News.ASKED_BACK: _letter(
        News.ASKED_BACK,
        _l("To who asked: something is missing"),
        _l("Please add to question %(number)s"),
        QUESTION | MESSAGE,
        needed=("message", "link"),
    ),
    News.DECLINED: _letter(
        News.DECLINED,
        _l("To who asked: the question was declined"),
        _l("Question %(number)s declined"),
        QUESTION | REASON,
        needed=("reason",),
    ),
    News.MERGED: _letter(
        News.MERGED,
        _l("To who asked: the question was merged with another"),
        _l("Question %(number)s merged with another"),
        QUESTION | REASON,
    ),
    News.UNMERGED: _letter(
        News.UNMERGED,
        _l("To who asked: the question stands for itself again"),
        _l("Question %(number)s stands for itself again"),
    ),
    News.REFERRED: _letter(
        News.REFERRED,
        _l("To who asked: the question was referred to another body"),
        _l("Question %(number)s referred to another body"),
        QUESTION | REASON,
        needed=("reason",),
    ),
    News.SPLIT: _letter(
        News.SPLIT,
        _l("To who asked: the question was split in two"),
        _l("Question %(number)s split in two"),
    ),
}
