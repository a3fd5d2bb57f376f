"""Letters to who asked, and to all who ask the same."""

from collections.abc import Callable
from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from confapp.mail import outbox, wording
from confapp.questions import citing, ending, wordings
from confapp.questions.models import Answer, Question
from confapp.questions.telling import News
from confapp.registration.models import Registration


def write(question: Question, news: News, reader: Registration, *, at: datetime) -> None:
    """In the reader's own language and the event's own words; nothing if it is no news any more."""
    with force_locale(reader.language):
        own = OWN_WORDS.get(news, _nothing_more)(question)
        if own is None:
            return
        said = wording.current(wordings.LETTERS[news], question.event_id)
        subject, text = wording.compose(said, wordings.of_question(question, reader) | own)
        outbox.write(reader.email, subject, text, at=at, event_id=question.event_id)


def _nothing_more(_question: Question) -> dict[str, str] | None:
    return {}


def _of_answer(question: Question) -> dict[str, str] | None:
    answer = question.published_answer
    if answer is None or answer.publication is None or answer.publication.retraction is not None:
        return None
    return {"answer": _with_basis(answer), "reason": answer.correction or ""}


def _of_retraction(question: Question) -> dict[str, str] | None:
    publication = question.published_answer.publication if question.published_answer else None
    retraction = publication.retraction if publication else None
    return {"reason": retraction.reason} if retraction else None


def _of_request(question: Question) -> dict[str, str] | None:
    request = question.info_request
    return {"message": request.message} if request and question.ending is None else None


def _of_end(kind: News) -> Callable[[Question], dict[str, str] | None]:
    def words(question: Question) -> dict[str, str] | None:
        ended = question.ending
        return {"reason": ending.in_words(ended)} if ended and ended.kind == kind else None

    return words


def _of_standing_apart(question: Question) -> dict[str, str] | None:
    ended = question.ending
    return None if ended and ended.kind == News.MERGED else {}


def _with_basis(answer: Answer) -> str:
    if not answer.citations:
        return answer.text
    lines = [f"- {citing.provision(citation)}" for citation in answer.citations]
    return "\n".join([answer.text, "", _("Legal basis") + ":", *lines])


OWN_WORDS: dict[News, Callable[[Question], dict[str, str] | None]] = {
    News.PUBLISHED: _of_answer,
    News.CORRECTED: _of_answer,
    News.RETRACTED: _of_retraction,
    News.ASKED_BACK: _of_request,
    News.DECLINED: _of_end(News.DECLINED),
    News.MERGED: _of_end(News.MERGED),
    News.REFERRED: _of_end(News.REFERRED),
    News.UNMERGED: _of_standing_apart,
}
