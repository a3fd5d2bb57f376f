"""What a clerk types in for others (A1, A3): paper slips and questions by telephone."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp import audit
from confapp.database import db
from confapp.errors import Refusal
from confapp.events.models import Domain, Event, Province
from confapp.people.models import User
from confapp.questions import acts, asking, before_asking, slips, wording
from confapp.questions.asking import NotAsked
from confapp.questions.models import InfoRequest, Question, Slip, UnknownAsker
from confapp.questions.slips import NotEntered, written
from confapp.questions.states import Place, stands_at
from confapp.registration import delegates
from confapp.registration.models import Registration
from confapp.vietnamese import fold

SLIP, TELEPHONE = "slip", "telephone"
MOST_FOUND = 8


@dataclass(frozen=True)
class Entry:
    """What the slip or the caller says; a call has no serial, a stranger no registration."""

    serial: int | None
    asker: Registration | None
    name: str
    province: Province | None
    domain: Domain
    text: str
    shows_name: bool


def enter(event: Event, entry: Entry, *, submission_id: str, by: User, at: datetime) -> Question:
    """Take the question in for a moderator; sent again, it gives the first outcome.

    Slips are taken in after the close of questions too, since they were handed in before. The
    limit of a person does not hold for paper. Raises `Refusal` for a serial that was entered,
    withheld or never handed out, for a call after the close, and for too short or long words.
    """
    acts.hold_numbers(event)
    sent = sa.select(Question).filter_by(submission_id=submission_id)
    if (earlier := db.session.scalars(sent).one_or_none()) is not None:
        return _own(earlier, by)
    words = wording.fitting(entry.text)
    _refuse(event, entry, at=at)
    question = Question(
        event=event,
        number=before_asking.next_number(event),
        submission_id=submission_id,
        asker=entry.asker,
        domain=entry.domain,
        shows_name=entry.shows_name,
        channel=TELEPHONE if entry.serial is None else SLIP,
        asked_at=at,
        entered_by_id=by.id,
        unknown_asker=_unknown(entry),
    )
    if entry.serial is not None:
        question.slip = Slip(event_id=event.id, serial=entry.serial)
    wording.say(question, words)
    db.session.add(question)
    _note(question, entry, by=by)
    return question


def askers(event: Event, words: str) -> list[Registration]:
    """The first delegates that the words find, without marks: by name, province or office.

    Each word begins one of theirs, and whose name it is comes first: Enter chooses the first.
    """
    wanted = fold(words)
    if len(wanted) < 2:
        return []
    rows = delegates.listed(event, delegates.Choice(words=words))
    rows = rows.where(~Registration.cancellation.has(), *map(_begins_a_word, wanted.split()))
    by_name = sa.case((Registration.searchable.startswith(wanted, autoescape=True), 0), else_=1)
    by_words = sa.case((_begins_a_word(wanted), 0), else_=1)
    order = (by_name, by_words, Registration.name_key, Registration.id)
    return list(db.session.scalars(rows.order_by(None).order_by(*order).limit(MOST_FOUND)))


def _begins_a_word(words: str) -> sa.ColumnElement[bool]:
    return sa.literal(" ").concat(Registration.searchable).contains(f" {words}", autoescape=True)


def entered_last(event: Event, *, by: User) -> sa.Select[Question]:
    """What this clerk typed in, the newest first."""
    rows = sa.select(Question).filter_by(event_id=event.id, entered_by_id=by.id)
    return rows.order_by(Question.id.desc())


def waiting_for_askers(event: Event) -> sa.Select[Question]:
    """Questions whose askers were asked back, the longest waiting first; none that has ended."""
    rows = sa.select(Question).join(InfoRequest, InfoRequest.question_id == Question.id)
    rows = rows.where(Question.event_id == event.id, InfoRequest.closed_at.is_(None))
    rows = rows.where(stands_at(Place.NEEDS_INFORMATION))
    return rows.order_by(InfoRequest.at, Question.id)


def by_slip(event: Event, serial: int, province_code: str) -> Question | None:
    """The question on a slip, for whoever knows the slip and from which province it came."""
    rows = sa.select(Question).join(Slip, Slip.question_id == Question.id)
    rows = rows.where(Slip.event_id == event.id, Slip.serial == serial)
    question = db.session.scalars(rows).one_or_none()
    if question is None:
        return None
    code = question.province.code if question.province else ""
    return question if code == province_code else None


def forget_stranger(question: Question, *, by: User) -> None:
    """Take away the name of somebody who is not registered and wishes to be forgotten."""
    acts.alone(question)
    if question.unknown_asker is not None:
        db.session.delete(question.unknown_asker)
        question.unknown_asker, question.shows_name = None, False
        acts.note("forget name on slip", question, by=by)


def _own(earlier: Question, by: User) -> Question:
    if earlier.entered_by_id != by.id:
        raise Refusal(
            _("This form has been sent by somebody else. Please open the page again and send it.")
        )
    return earlier


def _refuse(event: Event, entry: Entry, *, at: datetime) -> None:
    if entry.serial is None:
        _refuse_after_close(event, at=at)
        return
    slips.refuse_unknown(event, entry.serial)
    slips.refuse_entered(event, entry.serial)
    slips.refuse_held(event, entry.serial)


def _refuse_after_close(event: Event, *, at: datetime) -> None:
    try:
        asking.refuse_after_close(event, at=at)
    except NotAsked as refusal:
        raise NotEntered(refusal.sentence, status=refusal.status) from None


def _unknown(entry: Entry) -> UnknownAsker | None:
    if entry.asker is not None:
        return None
    return UnknownAsker(
        full_name=entry.name, province_id=entry.province.id if entry.province else None
    )


def _note(question: Question, entry: Entry, *, by: User) -> None:
    acts.note(
        "ask",
        question,
        by=by,
        number=question.number,
        channel=question.channel,
        serial=written(entry.serial) if entry.serial is not None else None,
        on_behalf_of=entry.asker.id if entry.asker else "somebody who is not registered",
    )


def note_search(event: Event, *, by: User) -> None:
    """The log says that a clerk looked for delegates."""
    audit.note_reading("search of delegates", user_id=by.id, event_id=event.id)
