"""Taking back what one has just done: a slip of the hand costs nobody anything.

Merging, declining and splitting have their own ways back in the rule book. An acceptance and an
offer have none: they are taken back only by who made them, within two minutes, before anybody
took the question.
"""

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.database import db
from confapp.errors import Refusal
from confapp.people.models import User
from confapp.questions import acts, ending, merging, offering, splitting
from confapp.questions.models import Acceptance, Ending, Notice, Offer, Question, Split
from confapp.questions.telling import DEPARTMENT, UNDONE_WITHIN, News, tell_department, unsay
from confapp.questions.triage.possible import Act


def undo(act: Act, question: Question, *, by: User, at: datetime) -> None:
    """Take the act back.

    Raises `Refusal` for what somebody else did, or longer ago, and once others have gone on.
    """
    acts.alone(question)
    way_back = WAYS_BACK.get(act)
    if way_back is None:
        raise Refusal(_("This act cannot be undone."))
    way_back(question, by=by, at=at)


def _take_back(question: Question, *, by: User, at: datetime) -> None:
    offer, acceptance = question.offer, question.acceptance
    _refuse_gone_on(question)
    made_at = _just_made(offer or acceptance, by=by, at=at)
    if offer is not None:
        _let_department_know(question, made_at, by=by, at=at)
        offering.end(question, offering.REOPENED, by=by, at=at)
    if acceptance is not None and acceptance.at == made_at:
        acceptance.ended_at = at
    db.session.flush()
    acts.note("take back", question, by=by)


def _undo_decline(question: Question, *, by: User, at: datetime) -> None:
    made_at = _just_made(question.ending, by=by, at=at)
    ending.reopen(question, note=_("Declined by mistake and taken back at once."), by=by, at=at)
    unsay(question, Notice.at == made_at)


def _undo_merge(question: Question, *, by: User, at: datetime) -> None:
    _just_made(question.ending, by=by, at=at)
    merging.unmerge(question, by=by, at=at)


def _undo_split(question: Question, *, by: User, at: datetime) -> None:
    newest = sa.select(Split).filter_by(parent_id=question.id, undone_at=None)
    made = db.session.scalars(newest.order_by(Split.id.desc())).first()
    if made is None:
        raise Refusal(_("This act cannot be undone."))
    _just_made(made, by=by, at=at)
    splitting.rejoin(made.child, by=by, at=at)


WAYS_BACK: dict[Act, Callable[..., None]] = {
    Act.ACCEPT: _take_back,
    Act.OFFER: _take_back,
    Act.DECLINE: _undo_decline,
    Act.MERGE: _undo_merge,
    Act.SPLIT: _undo_split,
}


def _refuse_gone_on(question: Question) -> None:
    is_aside = question.ending is not None or question.info_request is not None
    if question.is_owned or is_aside or question.published_answer is not None:
        raise Refusal(
            _("%(number)s has gone on since; it stays as it is.", number=question.reference)
        )


def _just_made(
    made: Offer | Acceptance | Ending | Split | None, *, by: User, at: datetime
) -> datetime:
    if made is None or made.by_id != by.id or at - made.at > UNDONE_WITHIN:
        raise Refusal(_("Only who has done it can undo it, within two minutes."))
    return made.at


def _let_department_know(question: Question, made_at: datetime, *, by: User, at: datetime) -> None:
    """Whoever has had a letter of the offer gets another one; nobody else hears of it."""
    if not unsay(question, Notice.at == made_at, Notice.reader == DEPARTMENT):
        tell_department(question, News.MOVED_AWAY, by=by, at=at)
