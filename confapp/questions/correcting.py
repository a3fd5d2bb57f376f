"""After publication: a new version with its reason, or the answer retracted."""

from datetime import datetime

from flask_babel import gettext as _

from confapp.errors import Refusal
from confapp.people.models import User
from confapp.questions import acts, clusters, draft_lock, guards
from confapp.questions.models import Answer, Citation, Question, Retraction
from confapp.questions.telling import ASKER, News, tell, tell_department


def begin(question: Question, *, reason: str, by: User, at: datetime) -> Answer:
    """Draft a new version, which starts as the published text; that one stays as it is.

    Raises `Refusal` before publication, while a correction is being made already, and for a
    reason of under 15 characters.
    """
    acts.alone(question)
    published = published_of(question)
    if question.correction is not None:
        raise Refusal(_("A correction of this answer is being made already."))
    draft = Answer(
        version=len(question.answers) + 1,
        offer=published.offer,
        text=published.text,
        kind=published.kind,
        has_no_provision=published.has_no_provision,
        correction=guards.long_enough(reason),
        # Going on from the texts before, so that no page opened on one of them fits this one.
        saves=sum(one.saves for one in question.answers),
        drafted_at=at,
        drafted_by_id=by.id,
        saved_at=at,
        saved_by=by,
        citations=[_again(one) for one in published.citations],
    )
    question.answers.append(draft)
    acts.note("begin correction", question, by=by, version=draft.version, reason=draft.correction)
    return draft


def drop(question: Question, *, saves_seen: int, by: User, at: datetime) -> None:
    """Let the published text stand: the draft that was to replace it stays as a note.

    Raises `Refusal` where no correction is being made, once it is handed in, and when the draft
    is not the one that was on the page.
    """
    acts.alone(question)
    draft = question.correction
    if draft is None:
        raise Refusal(_("No correction of this answer is being made."))
    if draft.submission is not None:
        raise Refusal(_("The new version is handed in already. Please take it back first."))
    if draft.saves != saves_seen:
        raise Refusal(
            _("The text has changed since this page was opened. Please read it again first.")
        )
    reason, draft.correction = draft.correction, None
    draft_lock.let_go(question)
    acts.note("drop correction", question, by=by, version=draft.version, reason=reason)


def retract(question: Question, *, reason: str, by: User, at: datetime) -> None:
    """Close every published text to the public; the addresses stay and say why.

    Raises `Refusal` before publication, twice, and for a reason of under 15 characters.
    """
    acts.alone(question)
    published_of(question)
    if question.open_answer is None:
        raise Refusal(_("The answer is retracted already."))
    said = guards.long_enough(reason)
    publications = [one.publication for one in question.answers if one.publication]
    for publication in publications:
        if publication.retraction is None:
            publication.retraction = Retraction(at=at, by_id=by.id, reason=said)
    for one in clusters.whole(question):
        tell(one, News.RETRACTED, ASKER, by=by, at=at)
    tell_department(question, News.RETRACTED, by=by, at=at)
    acts.note("retract answer", question, by=by, reason=said)


def published_of(question: Question) -> Answer:
    """The newest published text; raises `Refusal` if there is none."""
    if question.published_answer is None:
        raise Refusal(
            _("%(number)s has no published answer.", number=question.reference), status=409
        )
    return question.published_answer


def _again(citation: Citation) -> Citation:
    return Citation(
        document=citation.document,
        article=citation.article,
        clause=citation.clause,
        point=citation.point,
    )
