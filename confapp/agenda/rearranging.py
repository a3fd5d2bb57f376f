"""Moving items of the draft in time and in order, and what becomes of those after them."""

from datetime import datetime

from confapp.agenda import draft, moving
from confapp.agenda.models import AgendaItem, AgendaSession
from confapp.agenda.moving import Slot, Times
from confapp.agenda.nonsense import nonsense
from confapp.agenda.programme import Span
from confapp.database import db
from confapp.errors import Refusal
from confapp.i18n import local
from confapp.people.models import User


def respan(item: AgendaItem, span: Span, following: str, *, by: User, at: datetime) -> None:
    """Move or stretch the item, and let those after it follow; raises `Refusal` for nonsense."""
    session = item.session
    before = draft.begin(session.event_id)
    set_times(session, moving.respan(slots_of(session), item.id, span, following))
    draft.keep_item_step("moved", item, before, session, by=by, at=at)


def place(item: AgendaItem, session: AgendaSession, index: int, *, by: User, at: datetime) -> None:
    """Give the item this place (from 0) in the order of a session, its own or another."""
    before = draft.begin(session.event_id)
    if session is not item.session:
        _hand_over(item, session, index)
    slots = slots_of(session)
    set_times(session, moving.reorder(slots, item.id, max(0, min(index, len(slots) - 1))))
    draft.keep_item_step("moved", item, before, session, by=by, at=at)


def _hand_over(item: AgendaItem, session: AgendaSession, index: int) -> None:
    """Into the other session, at its end or just before whatever is at this place."""
    slots = slots_of(session)
    starts_at = session.starts_at
    if index < len(slots):
        starts_at = slots[index].span.starts_at
    elif slots:
        starts_at = slots[-1].span.ends_at
    length = item.ends_at - item.starts_at
    in_the_way = [slot for slot in slots if slot.span.starts_at >= starts_at]
    moved = moving.pushed(in_the_way, Span(starts_at, starts_at + length))
    item.session_id = session.id
    item.starts_at, item.ends_at = starts_at, starts_at + length
    db.session.flush()
    db.session.expire(session, ["items"])
    set_times(session, moved)


def slots_of(session: AgendaSession) -> list[Slot]:
    return [Slot(item.id, Span(item.starts_at, item.ends_at)) for item in session.items]


def set_times(session: AgendaSession, times: Times) -> None:
    for item in session.items:
        span = times.get(item.id)
        if span:
            _refuse_nonsense(item, span)
            item.starts_at, item.ends_at = span.starts_at, span.ends_at
    db.session.flush()
    db.session.expire(session, ["items"])


def _refuse_nonsense(item: AgendaItem, span: Span) -> None:
    sentence = nonsense(span)
    if sentence:
        raise Refusal(f"“{local(item.title)}”: {sentence}")
