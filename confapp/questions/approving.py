"""The head's part: sending back, approving, publishing."""

import hashlib
from datetime import datetime

from flask_babel import gettext as _

from confapp.errors import Refusal
from confapp.i18n import moment_words
from confapp.people.models import User
from confapp.questions import acts, clusters, legal_reading
from confapp.questions.models import Answer, Approval, Publication, Question, Return
from confapp.questions.telling import ASKER, News, tell, tell_department


def send_back_to_draft(
    answer: Answer, *, reason: str, by: User, at: datetime, via: str = "page"
) -> None:
    """Make a draft of it again, approved or not, with a reason for who writes it."""
    acts.alone(answer.question)
    submission = answer.submission
    if submission is None:
        raise Refusal(_("The answer is a draft; there is nothing to send back."))
    refuse_if_published(answer)
    submission.ended_at, submission.ended_by_id = at, by.id
    answer.returns.append(Return(at=at, by=by, reason=reason.strip()))
    tell_department(answer.question, News.SENT_BACK, by=by, at=at)
    acts.note("send answer back", answer.question, by=by, version=answer.version, via=via)


def approve(answer: Answer, *, saves_seen: int, by: User, at: datetime, via: str = "page") -> None:
    """Stand for this text; `saves_seen` says which one the head has read, `via` page or link.

    Raises `Refusal` for a draft, twice, when the text is not the one that was read, and before
    the legal reviewer has found it in order, where that is needed.
    """
    acts.alone(answer.question)
    if answer.submission is None:
        raise Refusal(_("The answer is a draft; it has to be submitted for approval first."))
    if answer.approval is not None:
        raise Refusal(
            _("The answer was approved at %(when)s already.", when=moment_words(answer.approval.at))
        )
    if answer.saves != saves_seen:
        raise Refusal(
            _("The text has changed since this page was opened. Please read it again first.")
        )
    legal_reading.refuse_unread(answer)
    answer.submission.approval = Approval(at=at, by=by, via=via)
    acts.note("approve answer", answer.question, by=by, version=answer.version, via=via)


def publish(answer: Answer, *, by: User, at: datetime) -> None:
    """Open the approved text to everybody; from now on its bytes never change.

    Raises `Refusal` for a text that is not approved, and twice.
    """
    acts.alone(answer.question)
    if answer.approval is None:
        raise Refusal(_("Only an approved answer can be published."))
    refuse_if_published(answer)
    digest = hashlib.sha256(answer.text.encode()).hexdigest()
    answer.publication = Publication(
        question_id=answer.question_id,
        version=_next_version(answer.question),
        at=at,
        by_id=by.id,
        text_sha256=digest,
    )
    _tell_askers(answer, by=by, at=at)
    acts.note("publish answer", answer.question, by=by, version=answer.version, sha256=digest)


def refuse_if_published(answer: Answer) -> None:
    """What is published never changes."""
    if answer.publication is not None:
        when = moment_words(answer.publication.at)
        raise Refusal(_("The answer was published at %(when)s and cannot be changed.", when=when))


def _tell_askers(answer: Answer, *, by: User, at: datetime) -> None:
    """Whoever asked, and who asked what is merged into it; who joined them is told with them."""
    news = News.PUBLISHED if answer.correction is None else News.CORRECTED
    for one in clusters.whole(answer.question):
        tell(one, news, ASKER, by=by, at=at)


def _next_version(question: Question) -> int:
    """Versions are counted as the public sees them."""
    return 1 + sum(one.publication is not None for one in question.answers)
