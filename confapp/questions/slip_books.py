"""Books of slips that were handed out, and what is missing of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.database import db
from confapp.events.models import Event
from confapp.people.models import User
from confapp.questions.models import HeldSlip, Question, Slip, SlipBook
from confapp.questions.slips import HIGHEST, NotEntered, alone, held, note_act, written

MOST_IN_A_BOOK = 1_000


@dataclass(frozen=True)
class Standing:
    """How far a book has come: how many are entered, which are not, and which never will be."""

    book: SlipBook
    entered: int
    missing: list[int]
    held: list[HeldSlip]


def books(event: Event) -> sa.Select[SlipBook]:
    return sa.select(SlipBook).filter_by(event_id=event.id).order_by(SlipBook.first)


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
    alone(event)
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
    note_act("hand out slips", event, by=by, first=first, last=last)
    return book


def _entered(event: Event) -> set[int]:
    return set(db.session.scalars(sa.select(Slip.serial).filter_by(event_id=event.id)))


def _serials(book: SlipBook) -> range:
    return range(book.first, book.last + 1)
