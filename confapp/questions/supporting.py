"""“My province asks this too”: once for each delegate, and it can be taken back."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.database import db
from confapp.errors import Refusal
from confapp.questions import acts
from confapp.questions.models import Question, Support
from confapp.registration.models import Registration


def support(question: Question, *, by: Registration, at: datetime) -> None:
    """Stand behind the question; doing so again changes nothing.

    Raises `Refusal` for one's own question.
    """
    acts.alone(question)
    if question.asker_id == by.id:
        raise Refusal(_("This is your own question; it counts already."))
    if not is_behind(by, question):
        db.session.add(Support(question_id=question.id, registration_id=by.id, at=at))
        acts.note("support", question, by=by.user)


def take_back(question: Question, *, by: Registration) -> None:
    """Stand behind it no longer; who never did changes nothing."""
    acts.alone(question)
    mine = db.session.get(Support, (question.id, by.id))
    if mine is not None:
        db.session.delete(mine)
        acts.note("take support back", question, by=by.user)


def is_behind(registration: Registration, question: Question) -> bool:
    return db.session.get(Support, (question.id, registration.id)) is not None


def supported_by(registration: Registration) -> sa.Select[int]:
    """The ids of the questions that the delegate stands behind."""
    return sa.select(Support.question_id).filter_by(registration_id=registration.id)
