"""Serial numbers of paper slips: handed out in books, entered, withheld or void, or missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp import audit
from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.people.models import User
from confapp.questions.models import HeldSlip, Question, Slip, SlipBook

HIGHEST = 99_999
MOST_IN_A_BOOK = 1_000
WITHHELD, VOID = "withheld", "void"
KINDS = {WITHHELD: _l("Withheld"), VOID: _l("Void")}


class NotEntered(Refusal):
    """The slip was not taken in or noted; what was typed is still on the clerk's page."""


@dataclass(frozen=True)
class Standing:
    """How far a book has come: how many are entered, which are not, and which never will be."""

    book: SlipBook
    entered: int
    missing: list[int]
    held: list[HeldSlip]


def written(serial: int) -> str:
    """As it is printed: 0007."""
    return f"{serial:04d}"


def books(event: Event) -> sa.Select[SlipBook]:
    return sa.select(SlipBook).filter_by(event_id=event.id).order_by(SlipBook.first)


def held(event: Event) -> sa.Select[HeldSlip]:
    """Those that are withheld or void now."""
    rows = sa.select(HeldSlip).filter_by(event_id=event.id)
    return rows.where(HeldSlip.ended_at.is_(None)).order_by(HeldSlip.serial)


def standings(event: Event) -> list[Standing]:
    """Every book with what is missing of it."""
    entered, away = _entered(event), db.session.scalars(held(event)).all()
    known = entered | {one.serial for one in away}
    return [
        Standing(
            book,
            entered=sum(book.first <= one <= book.last for one in entered),
            missing=[one for one in _serials(book) if one not in known],
            held=[one for one in away if book.first <= one.serial <= book.last],
        )
        for book in db.session.scalars(books(event))
    ]


def spans(serials: Iterable[int]) -> list[str]:
    """0001, 0003–0007: neighbours are put together."""
    runs: list[list[int]] = []
    for serial in sorted(serials):
        if runs and serial == runs[-1][-1] + 1:
            runs[-1].append(serial)
        else:
            runs.append([serial])
    return [
        written(run[0]) if len(run) == 1 else f"{written(run[0])}–{written(run[-1])}"
        for run in runs
    ]


def proposed(event: Event, *, by: User) -> int:
    """The serial that this clerk probably has next in hand."""
    own = sa.select(Slip.serial).join(Question, Question.id == Slip.question_id)
    own = own.where(Slip.event_id == event.id, Question.entered_by_id == by.id)
    last = db.session.scalar(own.order_by(Question.id.desc()).limit(1)) or 0
    missing = [serial for one in standings(event) for serial in one.missing]
    return next((one for one in missing if one > last), missing[0] if missing else last + 1)


def hand_out(
    event: Event, *, first: int, last: int, handed_to: str, by: User, at: datetime
) -> SlipBook:
    """Note that these slips went to somebody.

    Raises `Refusal` for a book of nothing or of too many, and for serials in another book.
    """
    _alone(event)
    if not 0 < first <= last <= HIGHEST or last - first >= MOST_IN_A_BOOK:
        raise NotEntered(_("A book has from 1 to %(most)s slips.", most=MOST_IN_A_BOOK), status=422)
    overlaps = books(event).where(SlipBook.first <= last, SlipBook.last >= first)
    if (other := db.session.scalars(overlaps.limit(1)).one_or_none()) is not None:
        raise NotEntered(
            _(
                "The book %(first)s–%(last)s has some of these slips already.",
                first=written(other.first),
                last=written(other.last),
            )
        )
    book = SlipBook(
        event_id=event.id, first=first, last=last, handed_to=handed_to, at=at, by_id=by.id
    )
    db.session.add(book)
    _note("hand out slips", event, by=by, first=first, last=last)
    return book


def withhold(
    event: Event, serial: int, *, kind: str, reason: str, by: User, at: datetime
) -> HeldSlip:
    """Note why a slip is not entered; raises `Refusal` if it is, or is noted already."""
    _alone(event)
    refuse_unknown(event, serial)
    refuse_entered(event, serial)
    refuse_held(event, serial)
    note = HeldSlip(event_id=event.id, serial=serial, kind=kind, reason=reason, at=at, by=by)
    db.session.add(note)
    _note(f"note slip as {kind}", event, by=by, serial=serial, reason=reason)
    return note


def release(note: HeldSlip, event: Event, *, by: User, at: datetime) -> None:
    """Let the slip be entered after all; twice is the same as once."""
    _alone(event)
    db.session.refresh(note)
    if note.ended_at is None:
        note.ended_at, note.ended_by_id = at, by.id
        _note("release slip", event, by=by, serial=note.serial)


def refuse_unknown(event: Event, serial: int) -> None:
    """Raises `Refusal` for a serial of no book, where books were handed out."""
    all_books = db.session.scalars(books(event)).all()
    if all_books and not any(one.first <= serial <= one.last for one in all_books):
        raise NotEntered(
            _("No book that was handed out has slip %(serial)s.", serial=written(serial)),
            status=422,
        )


def refuse_entered(event: Event, serial: int) -> None:
    """Raises `Refusal`, naming the question, for a slip that is entered."""
    known = sa.select(Question).join(Slip, Slip.question_id == Question.id)
    known = known.where(Slip.event_id == event.id, Slip.serial == serial)
    if (question := db.session.scalars(known).one_or_none()) is not None:
        raise NotEntered(
            _(
                "Slip %(serial)s was entered already: %(number)s.",
                serial=written(serial),
                number=question.reference,
            )
        )


def refuse_held(event: Event, serial: int) -> None:
    """Raises `Refusal`, with the reason, for a slip that is withheld or void."""
    note = db.session.scalars(held(event).where(HeldSlip.serial == serial)).one_or_none()
    if note is not None:
        raise NotEntered(
            _(
                "Slip %(serial)s is noted as %(kind)s: %(reason)s",
                serial=written(serial),
                kind=str(KINDS[note.kind]).lower(),
                reason=note.reason,
            )
        )


def _alone(event: Event) -> None:
    """Whoever enters a slip holds the same, so that none is entered and withheld at once."""
    hold(f"questions of event {event.id}")


def _entered(event: Event) -> set[int]:
    return set(db.session.scalars(sa.select(Slip.serial).filter_by(event_id=event.id)))


def _serials(book: SlipBook) -> range:
    return range(book.first, book.last + 1)


def _note(act: str, event: Event, *, by: User, **details: int | str) -> None:
    audit.record(act, f"event {event.id}", user_id=by.id, event_id=event.id, **details)
