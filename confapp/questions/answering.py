"""Writing an answer, until it is handed to the head."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp.errors import Refusal
from confapp.people.models import User
from confapp.questions import acts, approving, draft_lock, guards, legal_reading
from confapp.questions.models import Answer, Citation, Question, Return, Submission
from confapp.questions.telling import News, tell_department

KINDS = {
    "clear": _l("The law is clear"),
    "needs_guidance": _l("Needs guidance"),
    "gap": _l("Gap or conflict in the law"),
}


class NotSaved(Refusal):
    """Nothing can be written now; what was typed is still on the writer's page."""

    def __init__(self, question: Question, refusal: Refusal) -> None:
        super().__init__(refusal.sentence, status=refusal.status)
        self.question = question


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

    Raises `StaleSave` when somebody else saved since, and `NotSaved` when nothing is to be written.
    """
    answer = _writable(question)
    if answer is None:
        answer = _first_draft(question, by=by, at=at)
    elif answer.saves != saves_seen:
        raise StaleSave(answer)
    answer.text, answer.kind, answer.has_no_provision = text.strip(), kind, has_no_provision
    answer.citations = citations
    answer.saved_at, answer.saved_by = at, by
    answer.saves += 1
    draft_lock.go_on(question, by=by, at=at)
    acts.note("save draft", question, by=by, version=answer.version, saves=answer.saves)
    return answer


def submit_for_approval(answer: Answer, *, by: User, at: datetime) -> None:
    """Hand a finished draft to the head.

    Raises `Refusal` for an empty text, without a kind, and with neither a citation nor the mark
    that there is no provision.
    """
    _enter(answer.question)
    if answer.submission is not None:
        raise Refusal(_("The answer is with the head for approval already."))
    if missing := what_is_missing(answer):
        raise Refusal(missing)
    answer.submissions.append(Submission(at=at, by_id=by.id))
    draft_lock.let_go(answer.question)
    if not legal_reading.is_needed(answer):
        tell_department(answer.question, News.HANDED_IN, by=by, at=at)
    acts.note("submit answer", answer.question, by=by, version=answer.version)


def take_back(answer: Answer, *, reason: str = "", by: User, at: datetime) -> None:
    """Make a draft of it again before it is published; once it is approved, with a reason.

    Raises `Refusal` for a draft, for a published answer, and without a reason (422).
    """
    acts.alone(answer.question)
    approving.refuse_if_published(answer)
    submission = answer.submission
    if submission is None:
        raise Refusal(_("The answer is a draft already."))
    if submission.approval is not None:
        answer.returns.append(Return(at=at, by=by, reason=guards.long_enough(reason)))
        tell_department(answer.question, News.SENT_BACK, by=by, at=at)
    submission.ended_at, submission.ended_by_id = at, by.id
    acts.note("take answer back", answer.question, by=by, version=answer.version)


def what_is_missing(answer: Answer) -> str:
    """What keeps the draft from being submitted, in a sentence; nothing if it is complete."""
    if not answer.text:
        return _("Please write the answer.")
    if answer.kind is None:
        return _("Please choose what kind of answer it is.")
    if not answer.citations and not answer.has_no_provision:
        return _("Please cite at least one provision, or tick that there is none.")
    return ""


def _writable(question: Question) -> Answer | None:
    """The draft that may be written on, or nothing if it is the first word."""
    try:
        _enter(question)
        answer = question.answer
        if answer is not None and not answer.is_draft:
            _refuse_handed_in(answer)
    except Refusal as refusal:
        raise NotSaved(question, refusal) from None
    return answer


def _enter(question: Question) -> None:
    """Drafts exist only while a department owns the question; corrections after publication."""
    acts.alone(question)
    if not question.is_owned:
        raise Refusal(_("Please take the question before writing an answer."))
    guards.must_be_owned(question)


def _refuse_handed_in(answer: Answer) -> None:
    approving.refuse_if_published(answer)
    raise Refusal(
        _("The answer is with the head for approval. It can be changed once it has been sent back.")
    )


def _first_draft(question: Question, *, by: User, at: datetime) -> Answer:
    draft = Answer(
        version=len(question.answers) + 1,
        offer=question.offer,
        # Going on from the texts before, so that no page opened on one of them fits this one.
        saves=sum(one.saves for one in question.answers),
        drafted_at=at,
        drafted_by_id=by.id,
    )
    question.answers.append(draft)
    return draft
