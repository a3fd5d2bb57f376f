"""Writing an answer, until it is handed to the head."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp.errors import Refusal
from confapp.people.models import User
from confapp.questions import acts, approving
from confapp.questions.models import Answer, Citation, Question, Submission
from confapp.questions.telling import News, tell_department

KINDS = {
    "clear": _l("The law is clear"),
    "needs_guidance": _l("Needs guidance"),
    "gap": _l("Gap or conflict in the law"),
}


class StaleSave(Refusal):
    """Somebody saved the draft after the page with this text was opened; nothing is lost."""

    def __init__(self, saved: Answer) -> None:
        super().__init__(_("This draft has been saved elsewhere in the meantime."))
        self.saved = saved


def save_draft(
    question: Question,
    *,
    text: str,
    kind: str | None,
    citations: list[Citation],
    has_no_provision: bool,
    saves_seen: int,
    by: User,
    at: datetime,
) -> Answer:
    """Keep what was written so far; `saves_seen` is the count that its writer started from.

    Raises `StaleSave` when somebody else saved since, and `Refusal` when there is nothing to write.
    """
    acts.alone(question)
    answer = question.answer
    _refuse_unless_writable(question, answer)
    if answer is None:
        answer = _first_draft(question, by=by, at=at)
    elif answer.saves != saves_seen:
        raise StaleSave(answer)
    answer.text, answer.kind, answer.has_no_provision = text.strip(), kind, has_no_provision
    answer.citations = citations
    answer.saved_at, answer.saved_by = at, by
    answer.saves += 1
    acts.note("save draft", question, by=by, version=answer.version, saves=answer.saves)
    return answer


def submit_for_approval(answer: Answer, *, by: User, at: datetime) -> None:
    """Hand a finished draft to the head.

    Raises `Refusal` for an empty text, without a kind, and with neither a citation nor the mark
    that there is no provision.
    """
    acts.alone(answer.question)
    if answer.submission is not None:
        raise Refusal(_("The answer is with the head for approval already."))
    if missing := what_is_missing(answer):
        raise Refusal(missing)
    answer.submissions.append(Submission(at=at, by_id=by.id))
    tell_department(answer.question, News.HANDED_IN, by=by, at=at)
    acts.note("submit answer", answer.question, by=by, version=answer.version)


def what_is_missing(answer: Answer) -> str:
    """What keeps the draft from being submitted, in a sentence; nothing if it is complete."""
    if not answer.text:
        return _("Please write the answer.")
    if answer.kind is None:
        return _("Please choose what kind of answer it is.")
    if not answer.citations and not answer.has_no_provision:
        return _("Please cite at least one provision, or tick that there is none.")
    return ""


def _refuse_unless_writable(question: Question, answer: Answer | None) -> None:
    if not question.is_owned:
        raise Refusal(_("Please take the question before writing an answer."))
    if answer is None or answer.is_draft:
        return
    approving.refuse_if_published(answer)
    raise Refusal(
        _("The answer is with the head for approval. It can be changed once it has been sent back.")
    )


def _first_draft(question: Question, *, by: User, at: datetime) -> Answer:
    draft = Answer(
        version=len(question.answers) + 1,
        offer=question.offer,
        saves=0,
        drafted_at=at,
        drafted_by_id=by.id,
    )
    question.answers.append(draft)
    return draft
