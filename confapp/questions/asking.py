"""Asking: a question comes in once, gets its number and goes on its way."""

from datetime import datetime, timedelta

from flask_babel import gettext as _

from confapp.agenda.documents.intake import Sent
from confapp.agenda.documents.unfit import Unfit
from confapp.database import db, insert_at_once
from confapp.errors import Refusal
from confapp.events.models import Domain, Event
from confapp.i18n import clock_time, date_short
from confapp.people.models import User
from confapp.questions import acts, enclosing, wording
from confapp.questions.before_asking import AT_ONCE, Found, look
from confapp.questions.enclosing import NOTHING, Enclosed
from confapp.questions.models import Attachment, Question
from confapp.questions.wording import LONGEST as LONGEST
from confapp.questions.wording import SHORTEST as SHORTEST
from confapp.registration.models import Registration

MOST_AT_ONCE = 5


class NotAsked(Refusal):
    """The question was not taken in; what was typed is still on the asker's page."""


class FileNotTaken(NotAsked):
    """The file that was to come with the question does not fit."""


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
    found = look(registration, submission_id, at=at)
    if found.earlier_id is not None:
        return _sent_before(found.earlier_id, registration)
    words = _fitting(text)
    if not found.is_registered:
        raise NotAsked(_("The registration was cancelled"), status=403)
    _refuse_late_or_flood(registration.event, found, at=at)
    question = Question(
        event_id=registration.event_id,
        number=found.next_number,
        submission_id=submission_id,
        asker_id=registration.id,
        domain_id=domain.id,
        shows_name=shows_name,
        channel=channel,
        entered_by_id=entered_by.id if entered_by else None,
        asked_at=at,
        similar_shown=enclosed.similar_shown,
    )
    wording.say(question, words)
    insert_at_once(question, db.session())
    enclosed.go_with(question)
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

    Nothing is written for a question that is here already or will not be taken in. Raises
    `FileNotTaken` for a file of another kind, that is too large or that cannot be read.
    """
    if sent is None:
        return None
    found = look(of, submission_id, at=at)
    if found.earlier_id is not None:
        return None
    _refuse_late_or_flood(of.event, found, at=at)
    try:
        return enclosing.kept(sent, at=at)
    except Unfit as unfit:
        raise FileNotTaken(unfit.sentence, status=unfit.status) from None


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


def _sent_before(earlier_id: int, registration: Registration) -> Question:
    earlier = db.session.get_one(Question, earlier_id)
    if earlier.asker_id != registration.id:
        raise NotAsked(
            _("This form has been sent by somebody else. Please open the page again and send it.")
        )
    return earlier


def _fitting(text: str) -> str:
    try:
        return wording.fitting(text)
    except Refusal as refusal:
        raise NotAsked(refusal.sentence, status=refusal.status) from None


def _refuse_late_or_flood(event: Event, found: Found, *, at: datetime) -> None:
    refuse_after_close(event, at=at)
    if found.recent >= MOST_AT_ONCE:
        raise NotAsked(
            _(
                "At most %(most)s questions can be sent in %(minutes)s minutes. "
                "Please send this one a little later.",
                most=MOST_AT_ONCE,
                minutes=AT_ONCE // timedelta(minutes=1),
            ),
            status=429,
        )
