"""Asking: a question comes in once, gets its number and goes on its way."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.agenda.documents.intake import Sent
from confapp.agenda.documents.unfit import Unfit
from confapp.database import db
from confapp.errors import Refusal
from confapp.events.models import Domain, Event
from confapp.i18n import clock_time, date_short
from confapp.people.models import User
from confapp.questions import acts, enclosing, wording
from confapp.questions.enclosing import NOTHING, Enclosed
from confapp.questions.models import Attachment, Question
from confapp.questions.wording import LONGEST as LONGEST
from confapp.questions.wording import SHORTEST as SHORTEST
from confapp.registration.models import Registration

MOST_AT_ONCE, AT_ONCE = 5, timedelta(minutes=5)


class NotAsked(Refusal):
    """The question was not taken in; what was typed is still on the asker's page."""


def ask(
    registration: Registration,
    *,
    domain: Domain,
    text: str,
    shows_name: bool,
    submission_id: str,
    channel: str = "web",
    entered_by: User | None = None,
    enclosed: Enclosed = NOTHING,
    at: datetime,
) -> Question:
    """Take the question in (A1), for a moderator; sent again it gives the first outcome.

    `entered_by` is the clerk who types it in for its asker. Raises `NotAsked` for words that are
    too short or too long, after the close of questions, and for more than five in five minutes.
    """
    acts.hold_numbers(registration.event)
    earlier = _sent_before(registration, submission_id)
    if earlier is not None:
        return earlier
    words = _fitting(text)
    _refuse_gone(registration)
    refuse_after_close(registration.event, at=at)
    _refuse_flood(registration, at=at)
    question = Question(
        event=registration.event,
        number=next_number(registration.event),
        submission_id=submission_id,
        asker=registration,
        domain=domain,
        shows_name=shows_name,
        channel=channel,
        entered_by_id=entered_by.id if entered_by else None,
        asked_at=at,
        reference_given=enclosed.reference,
        attachment=enclosed.attachment,
        similar_shown=enclosed.similar_shown,
    )
    wording.say(question, words)
    db.session.add(question)
    acts.note(
        "ask",
        question,
        by=entered_by or registration.user,
        number=question.number,
        channel=channel,
        on_behalf_of=registration.id if entered_by else None,
    )
    return question


def take_file(
    sent: Sent | None, *, of: Registration, submission_id: str, at: datetime
) -> Attachment | None:
    """Keep the file that is to come with a question; ends the transaction that is open.

    Nothing is written for a question that is here already or will not be taken in.
    """
    if sent is None or _sent_before(of, submission_id) is not None:
        return None
    refuse_after_close(of.event, at=at)
    _refuse_flood(of, at=at)
    try:
        return enclosing.kept(sent, at=at)
    except Unfit as unfit:
        raise NotAsked(unfit.sentence, status=unfit.status) from None


def refuse_after_close(event: Event, *, at: datetime) -> None:
    if at > event.questions_close_at:
        closed = event.questions_close_at
        raise NotAsked(
            _(
                "Questions closed at %(time)s on %(day)s.",
                time=clock_time(closed),
                day=date_short(closed),
            )
        )


def next_number(event: Event) -> int:
    highest = sa.select(sa.func.max(Question.number)).filter_by(event_id=event.id)
    return (db.session.scalar(highest) or 0) + 1


def _sent_before(registration: Registration, submission_id: str) -> Question | None:
    sent = sa.select(Question).filter_by(submission_id=submission_id)
    earlier = db.session.scalars(sent).one_or_none()
    if earlier is not None and earlier.asker_id != registration.id:
        raise NotAsked(
            _("This form has been sent by somebody else. Please open the page again and send it.")
        )
    return earlier


def _refuse_gone(registration: Registration) -> None:
    """What was read before the writing began may be of the past."""
    is_there = sa.select(Registration.id).where(
        Registration.id == registration.id, ~Registration.cancellation.has()
    )
    if db.session.scalar(is_there) is None:
        raise NotAsked(_("The registration was cancelled"), status=403)


def _fitting(text: str) -> str:
    try:
        return wording.fitting(text)
    except Refusal as refusal:
        raise NotAsked(refusal.sentence, status=refusal.status) from None


def _refuse_flood(registration: Registration, *, at: datetime) -> None:
    recent = sa.select(sa.func.count()).where(
        Question.asker_id == registration.id, Question.asked_at > at - AT_ONCE
    )
    if (db.session.scalar(recent) or 0) >= MOST_AT_ONCE:
        raise NotAsked(
            _(
                "At most %(most)s questions can be sent in %(minutes)s minutes. "
                "Please send this one a little later.",
                most=MOST_AT_ONCE,
                minutes=AT_ONCE // timedelta(minutes=1),
            ),
            status=429,
        )
