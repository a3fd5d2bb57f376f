"""Serial numbers of paper slips: which may be entered, and which are withheld or void."""

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
WITHHELD, VOID = "withheld", "void"
KINDS = {WITHHELD: _l("Withheld"), VOID: _l("Void")}


class NotEntered(Refusal):
    """The slip was not taken in or noted; what was typed is still on the clerk's page."""


def written(serial: int) -> str:
    """As it is printed: 0007."""
    return f"{serial:04d}"


def held(event: Event) -> sa.Select[HeldSlip]:
    """Those that are withheld or void now."""
    rows = sa.select(HeldSlip).filter_by(event_id=event.id)
    return rows.where(HeldSlip.ended_at.is_(None)).order_by(HeldSlip.serial)


def withhold(
    event: Event, serial: int, *, kind: str, reason: str, by: User, at: datetime
) -> HeldSlip:
    """Note why a slip is not entered; raises `Refusal` if it is, or is noted already."""
    alone(event)
    refuse_unknown(event, serial)
    refuse_entered(event, serial)
    refuse_held(event, serial)
    note = HeldSlip(event_id=event.id, serial=serial, kind=kind, reason=reason, at=at, by=by)
    db.session.add(note)
    note_act(f"note slip as {kind}", event, by=by, serial=serial, reason=reason)
    return note


def release(note: HeldSlip, event: Event, *, by: User, at: datetime) -> None:
    """Let the slip be entered after all; twice is the same as once."""
    alone(event)
    db.session.refresh(note)
    if note.ended_at is None:
        note.ended_at, note.ended_by_id = at, by.id
        note_act("release slip", event, by=by, serial=note.serial)


def refuse_unknown(event: Event, serial: int) -> None:
    """Raises `Refusal` for a serial of no book, where books were handed out."""
    all_books = db.session.scalars(sa.select(SlipBook).filter_by(event_id=event.id)).all()
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


def alone(event: Event) -> None:
    """Whoever enters a slip holds the same, so that none is entered and withheld at once."""
    hold(f"questions of event {event.id}")


def note_act(act: str, event: Event, *, by: User, **details: int | str) -> None:
    audit.record(act, f"event {event.id}", user_id=by.id, event_id=event.id, **details)
