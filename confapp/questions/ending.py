"""Ends before an answer: declined (A5) and opened again (A6), withdrawn (A9), referred (A16)."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp.database import db
from confapp.errors import Refusal
from confapp.people.models import User
from confapp.questions import acts, clusters, guards, merging, offering
from confapp.questions.intake import OPEN, Intake
from confapp.questions.models import Ending, Question
from confapp.questions.telling import ASKER, MODERATORS, News, tell, tell_department

ANSWERED_ALREADY = "answered_already"
REASONS = {
    "outside_scope": _l("Outside the scope of the conference"),
    ANSWERED_ALREADY: _l("Answered already"),
    "personal_complaint": _l("A personal complaint"),
    "unclear": _l("Unclear after asking back"),
    "insult": _l("Offensive words"),
}
# With so many others behind it, a question stays when its asker withdraws it.
ENOUGH_BEHIND = 3


def decline(
    question: Question,
    *,
    reason_code: str,
    reason: str,
    by: User,
    at: datetime,
    answered_by: Question | None = None,
) -> None:
    """Decline it with a reason that the asker reads.

    Raises `Refusal` without a reason, without the answer it names when it is answered already,
    while it is live, and while an answer is in review or approved.
    """
    guards.enter(question, Intake.SUBMITTED, Intake.NEEDS_INFORMATION)
    guards.disturb_no_review(question)
    _refuse_reason(question, reason_code, answered_by)
    said = guards.long_enough(reason)
    guards.leave_the_hall(question, by=by, at=at)
    target = answered_by if reason_code == ANSWERED_ALREADY else None
    question.endings.append(
        Ending(
            kind=Intake.DECLINED,
            at=at,
            by_id=by.id,
            reason_code=reason_code,
            reason=said,
            target=target,
        )
    )
    _tell_askers(question, News.DECLINED, by=by, at=at)
    acts.note("decline", question, by=by, reason_code=reason_code, reason=said)


def reopen(question: Question, *, note: str, by: User, at: datetime) -> None:
    """Let a declined question start anew; its asker may ask for that once.

    Raises `Refusal` for a question that is not declined, and for the asker's second time.
    """
    guards.enter(question, Intake.DECLINED)
    said = guards.long_enough(note)
    if acts.is_asker(question, by) and was_reopened_by_asker(question):
        raise Refusal(
            _("Declined questions can be sent in again once, and this has been done."), status=409
        )
    _undo(question, note=said, by=by, at=at)
    _start_anew(question, by=by, at=at)
    tell(question, News.REOPENED, MODERATORS, by=by, at=at)
    acts.note("reopen", question, by=by, note=said)


def withdraw(question: Question, *, by: User, at: datetime) -> None:
    """Withdraw it; with three or more others behind it, it stays and only its asker leaves.

    Raises `Refusal` once a department owns it, and while it is live.
    """
    guards.enter(
        question, Intake.SUBMITTED, Intake.NEEDS_INFORMATION, Intake.ACCEPTED, Intake.OFFERED
    )
    if question.is_owned:
        raise Refusal(_("A department has taken this question; it cannot be withdrawn any more."))
    guards.disturb_no_review(question)
    if clusters.others_behind(question) >= ENOUGH_BEHIND:
        question.left_at, question.shows_name = at, False
        acts.note("step back", question, by=by)
        return
    guards.leave_the_hall(question, by=by, at=at)
    question.endings.append(Ending(kind=Intake.WITHDRAWN, at=at, by_id=by.id, reason=""))
    merging.let_go(question, by=by, at=at)
    tell_department(question, News.WITHDRAWN, by=by, at=at)
    acts.note("withdraw", question, by=by)


def refer(question: Question, *, body: str, reason: str, by: User, at: datetime) -> None:
    """Refer it to a body outside the ministry; the asker is told which and why.

    Raises `Refusal` while it is live, and while an answer is in review or approved.
    """
    guards.enter(question, *OPEN)
    guards.disturb_no_review(question)
    said, named = guards.long_enough(reason), guards.long_enough(body, least=2)
    guards.leave_the_hall(question, by=by, at=at)
    question.endings.append(
        Ending(kind=Intake.REFERRED, at=at, by_id=by.id, reason=said, body=named)
    )
    _tell_askers(question, News.REFERRED, by=by, at=at)
    tell_department(question, News.REFERRED, by=by, at=at)
    acts.note("refer", question, by=by, body=named, reason=said)


def was_reopened_by_asker(question: Question) -> bool:
    return question.asker is not None and any(
        one.kind == Intake.DECLINED and one.undone_by_id == question.asker.user_id
        for one in question.endings
    )


def in_words(ending: Ending) -> str:
    """Why and how the question ended, in a sentence or two for its asker."""
    if ending.kind == Intake.REFERRED:
        return _("To %(body)s: %(reason)s", body=ending.body, reason=ending.reason)
    if ending.kind == Intake.DECLINED:
        return _("%(named)s: %(reason)s", named=in_short(ending), reason=ending.reason)
    return in_short(ending)


def in_short(ending: Ending) -> str:
    """The same without what was written to the asker: for whoever may not have asked."""
    if ending.kind == Intake.WITHDRAWN:
        return _("The asker has withdrawn the question.")
    if ending.kind == Intake.MERGED and ending.target is not None:
        return _(
            "It is answered together with %(other)s; the answer is sent to its asker as well.",
            other=ending.target.reference,
        )
    if ending.kind == Intake.REFERRED:
        return _("It belongs to %(body)s.", body=ending.body)
    if ending.target is not None:
        return _("Answered already in %(other)s", other=ending.target.reference)
    return str(REASONS[ending.reason_code or ""])


def _refuse_reason(question: Question, reason_code: str, answered_by: Question | None) -> None:
    if reason_code not in REASONS:
        raise Refusal(_("Please choose a reason."), status=422)
    if reason_code != ANSWERED_ALREADY:
        return
    if answered_by is None or answered_by.event_id != question.event_id:
        raise Refusal(_("Please name the question that answers this one."), status=422)
    if answered_by.published_answer is None:
        raise Refusal(
            _("%(number)s has no published answer.", number=answered_by.reference), status=422
        )


def _undo(question: Question, *, note: str, by: User, at: datetime) -> None:
    if question.ending is not None:
        ending = question.ending
        ending.undone_at, ending.undone_by_id, ending.undone_note = at, by.id, note


def _start_anew(question: Question, *, by: User, at: datetime) -> None:
    """What was decided about the question before belongs to the past."""
    offering.end(question, offering.REOPENED, by=by, at=at)
    if question.acceptance is not None:
        question.acceptance.ended_at = at
    if question.info_request is not None:
        request = question.info_request
        request.closed_at, request.closed_by_id = at, by.id
    db.session.flush()


def _tell_askers(question: Question, news: News, *, by: User, at: datetime) -> None:
    for one in (question, *clusters.merged_into(question)):
        tell(one, news, ASKER, by=by, at=at)
