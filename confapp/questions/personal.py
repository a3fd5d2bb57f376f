"""What is held of whoever asks: the words stay for everybody, and who asked them is forgotten."""

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.database import db
from confapp.events.models import Event
from confapp.questions import acts, states, wording
from confapp.questions.models import Question, UnknownAsker
from confapp.registration.models import Registration
from confapp.registration.personal import holding
from confapp.registration.personal.erasing import without_person
from confapp.registration.personal.holding import Chapter


@holding.tells
def asked(registration: Registration) -> Chapter:
    fields = {
        "number": _("Number"),
        "asked_at": _("Sent at"),
        "text": _("Question"),
        "name_is_shown": _("Name shown to others"),
        "state": _("State"),
    }
    rows = [
        (one.reference, one.asked_at, one.text, one.shows_name, str(states.label(one)))
        for one in db.session.scalars(of_asker(registration))
    ]
    return Chapter("questions", _("Questions"), fields, rows, place=50)


@holding.waits_for
def their_acts(registration: Registration) -> Iterator[str]:
    # So that no answer is published, and its letter written, while the asker is forgotten.
    yield from (acts.lock_of(one.id) for one in db.session.scalars(of_asker(registration)))


@holding.forgets
def let_questions_go(registration: Registration) -> Iterator[str]:
    """Keep the words, which others wait for or cite, without name, address and number in them."""
    for question in db.session.scalars(of_asker(registration)):
        wording.say(question, without_person(question.text, registration))
        for former in question.former_words:
            former.text = without_person(former.text, registration)
        if question.reference_given is not None:
            named = question.reference_given
            named.document = without_person(named.document, registration)
        # The sweep of files takes its bytes away.
        question.attachment = None
        question.asker, question.shows_name = None, False
        yield acts.topic(question)
        yield acts.list_topic(question.event_id)


def of_asker(registration: Registration) -> sa.Select[Question]:
    return sa.select(Question).filter_by(asker_id=registration.id).order_by(Question.number)


@holding.expires(UnknownAsker)
def names_on_slips(event: Event, on: date) -> sa.ColumnElement[bool]:
    """Who asked on paper without being registered."""
    of_event = sa.select(Question.id).where(Question.event_id == event.id)
    is_past = sa.literal(event.personal_data_until < on)
    return sa.and_(UnknownAsker.question_id.in_(of_event), is_past)
