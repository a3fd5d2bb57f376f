"""Deleting what an event holds about people once its date is past."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import sqlalchemy as sa

from confapp import audit, live
from confapp.database import Base, db
from confapp.events.models import Event
from confapp.mail.models import Message
from confapp.registration.lists.models import DelegateList
from confapp.registration.models import Registration
from confapp.registration.personal import forgetting, holding

# Delegates in one transaction: whoever registers for another event must not wait for long.
AT_ONCE = 25
DELEGATES = "registration"


def events_past(on: date) -> sa.Select[Event]:
    """Those that may hold something longer than they should."""
    is_past = sa.or_(Event.personal_data_until < on, Event.certificates_until < on)
    return sa.select(Event).where(is_past).order_by(Event.starts_on, Event.id)


def count(event: Event, *, on: date) -> Counter[str]:
    """How many rows of which table are past their date on this day."""
    found = Counter({DELEGATES: _number(Registration, _delegates_past(event, on))})
    for table, condition in holding.expired(event, on=on):
        found[table.__tablename__] = _number(table, condition)
    return +found


def purge(event: Event, *, on: date) -> Counter[str]:
    """Delete what is past its date, in short transactions with an entry of the log in each.

    Ends the transaction that is open. Twice is the same as once.
    """
    event_id, done = event.id, Counter[str]()
    while numbers := db.session.scalars(_next_delegates(event, on)).all():
        done += _purge_delegates(event_id, numbers)
        db.session.commit()
    rest = Counter(dict(_purge_rest(event, on)))
    _note(event_id, +rest)
    db.session.commit()
    return +(done + rest)


@holding.expires(Message)
def letters(event: Event, on: date) -> sa.ColumnElement[bool]:
    return sa.and_(Message.event_id == event.id, sa.literal(event.personal_data_until < on))


@holding.expires(DelegateList)
def lists(event: Event, on: date) -> sa.ColumnElement[bool]:
    return sa.and_(DelegateList.event_id == event.id, sa.literal(event.personal_data_until < on))


def _number(table: type[Base], condition: sa.ColumnElement[bool]) -> int:
    rows = sa.select(sa.func.count()).select_from(table).where(condition)
    return db.session.scalar(rows) or 0


def _delegates_past(event: Event, on: date) -> sa.ColumnElement[bool]:
    return sa.and_(Registration.event_id == event.id, sa.literal(event.personal_data_until < on))


def _next_delegates(event: Event, on: date) -> sa.Select[int]:
    ids = sa.select(Registration.id).where(_delegates_past(event, on))
    return ids.order_by(Registration.id).limit(AT_ONCE)


def _purge_delegates(event_id: int, numbers: Sequence[int]) -> Counter[str]:
    topics: set[str] = set()
    for number in numbers:
        forgotten = forgetting.forget(db.session.get_one(Registration, number))
        topics |= forgotten.topics if forgotten else set()
    done = Counter({DELEGATES: len(numbers)})
    _note(event_id, done)
    for topic in sorted(topics):
        live.touch(topic)
    return done


def _purge_rest(event: Event, on: date) -> Iterator[tuple[str, int]]:
    for table, condition in holding.expired(event, on=on):
        number = _number(table, condition)
        db.session.execute(sa.delete(table).where(condition))
        yield table.__tablename__, number


def _note(event_id: int, done: Counter[str]) -> None:
    if done:
        subject = f"event {event_id}"
        audit.record("purge personal data", subject, user_id=None, event_id=event_id, **done)
