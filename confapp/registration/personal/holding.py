"""What each feature holds about a delegate, and how it forgets it; later features join in here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self, TypeAlias

import sqlalchemy as sa

from confapp.database import Base
from confapp.events.models import Event
from confapp.registration.models import Registration

Value: TypeAlias = str | int | bool | datetime | None


@dataclass(frozen=True)
class Chapter:
    """One kind of data: `fields` names the columns for programs and in words, a row a thing.

    `place` says where it stands among the others.
    """

    code: str
    title: str
    fields: dict[str, str]
    rows: Sequence[tuple[Value, ...]]
    place: int

    @classmethod
    def of_one(
        cls, code: str, title: str, facts: Sequence[tuple[str, str, Value]], *, place: int
    ) -> Self:
        """A chapter on one thing: each fact's column, its name in words, and what it is."""
        fields = {column: label for column, label, _value in facts}
        return cls(code, title, fields, [tuple(value for *_, value in facts)], place)


Teller: TypeAlias = Callable[[Registration], Chapter]
Forgetter: TypeAlias = Callable[[Registration], Iterable[str]]
Locks: TypeAlias = Callable[[Registration], Iterable[str]]
Expiry: TypeAlias = Callable[[Event, date], sa.ColumnElement[bool]]

_tellers: list[Teller] = []
_forgetters: list[Forgetter] = []
_locks: list[Locks] = []
_expiries: list[tuple[type[Base], Expiry]] = []


def tells(teller: Teller) -> Teller:
    """Let this function say what its feature holds about a delegate."""
    _tellers.append(teller)
    return teller


def forgets(forgetter: Forgetter) -> Forgetter:
    """Let this function take away what its feature holds, and name the live topics it changed."""
    _forgetters.append(forgetter)
    return forgetter


def waits_for(locks: Locks) -> Locks:
    """Let this function name what must be held, so that nothing is added while all is forgotten."""
    _locks.append(locks)
    return locks


def expires(table: type[Base]) -> Callable[[Expiry], Expiry]:
    """Let this rule say which rows of an event are past their date on a day, delegates apart."""

    def added(rule: Expiry) -> Expiry:
        _expiries.append((table, rule))
        return rule

    return added


def chapters_of(registration: Registration) -> list[Chapter]:
    """All that is held, in the order in which it is read."""
    told = [teller(registration) for teller in _tellers]
    return sorted(told, key=lambda chapter: chapter.place)


def forget_all_of(registration: Registration) -> set[str]:
    """Let every feature forget, the later ones first, since they lean on the earlier."""
    return {topic for forgetter in reversed(_forgetters) for topic in forgetter(registration)}


def expired(event: Event, *, on: date) -> list[tuple[type[Base], sa.ColumnElement[bool]]]:
    """The tables with rows that may be past their date, and which rows; the first go first."""
    return [(table, rule(event, on)) for table, rule in _expiries]


def locks_of(registration: Registration) -> list[str]:
    return sorted({name for locks in _locks for name in locks(registration)})
