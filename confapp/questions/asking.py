"""Asking: a question comes in once, gets its number and goes on its way."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.events.models import Domain, Event
from confapp.i18n import clock_time, date_short
from confapp.questions import acts, routing
from confapp.questions.models import Question
from confapp.registration.models import Registration
from confapp.vietnamese import fold, nfc

SHORTEST, LONGEST = 15, 1500
MOST_AT_ONCE, AT_ONCE = 5, timedelta(minutes=5)


class NotAsked(Refusal):
    """The question was not taken in; what was typed is still on the asker's page."""


def ask(
    registration: Registration,
    *,
    domain: Domain,
    is_domain_sure: bool = True,
    text: str,
    shows_name: bool,
    submission_id: str,
    channel: str = "web",
    at: datetime,
) -> Question:
    """Take the question in; the same form sent again gives the first outcome.

    Without a sure domain it waits for a moderator.

    Raises `NotAsked` for words that are too short or too long, after the close of questions,
    and for more than five in five minutes.
    """
    hold(f"questions of event {registration.event_id}")
    earlier = _sent_before(registration, submission_id)
    if earlier is not None:
        return earlier
    words = nfc(text).strip()
    _refuse_words(words)
    refuse_after_close(registration.event, at=at)
    _refuse_flood(registration, at=at)
    question = Question(
        event=registration.event,
        number=_next_number(registration.event),
        submission_id=submission_id,
        asker=registration,
        domain=domain,
        text=words,
        shows_name=shows_name,
        channel=channel,
        asked_at=at,
    )
    question.searchable = fold(f"{question.reference} {words}")
    if is_domain_sure:
        routing.route(question, at=at)
    db.session.add(question)
    acts.note("ask", question, by=registration.user, number=question.number, channel=channel)
    return question


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


def _sent_before(registration: Registration, submission_id: str) -> Question | None:
    sent = sa.select(Question).filter_by(submission_id=submission_id)
    earlier = db.session.scalars(sent).one_or_none()
    if earlier is not None and earlier.asker_id != registration.id:
        raise NotAsked(
            _("This form has been sent by somebody else. Please open the page again and send it.")
        )
    return earlier


def _refuse_words(words: str) -> None:
    if not SHORTEST <= len(words) <= LONGEST:
        raise NotAsked(
            _(
                "A question has between %(least)s and %(most)s characters.",
                least=SHORTEST,
                most=LONGEST,
            ),
            status=422,
        )


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


def _next_number(event: Event) -> int:
    highest = sa.select(sa.func.max(Question.number)).filter_by(event_id=event.id)
    return (db.session.scalar(highest) or 0) + 1
