"""What differs between two states of the programme."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from confapp.agenda import change_words
from confapp.agenda.change_words import CANCELLED, MOVED, NEW, ROOM, SPEAKER, WORDS
from confapp.agenda.programme import Item, Session
from confapp.i18n import local

SESSION = "session"


@dataclass(frozen=True)
class Change:
    """One thing that became different about an item: new without `old`, gone without `new`.

    A session is told of as if it were an item of its own, with a number below zero.
    """

    kind: str
    session_id: int
    old: Item | None
    new: Item | None

    @property
    def item(self) -> Item:
        item = self.new or self.old
        assert item is not None  # noqa: S101 – one of them is always there
        return item

    @property
    def was(self) -> str:
        return change_words.described(self.kind, self.old, is_plan=self._is_of_the_plan)

    @property
    def is_now(self) -> str:
        return change_words.described(self.kind, self.new, is_plan=self._is_of_the_plan)

    @property
    def sentence(self) -> str:
        return change_words.sentence(self.kind, local(self.item.title), self.was, self.is_now)

    @property
    def _is_of_the_plan(self) -> bool:
        """Whether only the plan has moved, while the item is expected when it was before."""
        return bool(self.old and self.new and self.old.told_times == self.new.told_times)


Placed = tuple[int, Item]
Rows = list[tuple[Item | None, Item | None, frozenset[str]]]

FACTS: dict[str, Callable[[Item], object]] = {
    MOVED: lambda item: (item.told_times, item.planned),
    SPEAKER: lambda item: item.speakers,
    ROOM: lambda item: item.room,
    WORDS: lambda item: (item.kind, item.title, item.domain, item.department),
}


def between(before: Sequence[Session], after: Sequence[Session]) -> list[Change]:
    """The changes in the order of the day; what was cancelled stands at its former time."""
    old = {**_sessions(before), **_items(before)}
    new = {**_sessions(after), **_items(after)}
    found = [change for number in {**old, **new} for change in _of_one(number, old, new)]
    return sorted(found, key=lambda change: (change.item.starts_at, change.item.id))


def aligned(before: Sequence[Session], after: Sequence[Session]) -> Rows:
    """Both states side by side: each item as it was, as it is, and what differs about it."""
    old, new = _items(before), _items(after)
    differs: dict[int, set[str]] = {}
    for change in between(before, after):
        differs.setdefault(change.item.id, set()).add(change.kind)
    rows = [
        (_item(old.get(i)), _item(new.get(i)), frozenset(differs.get(i, ())))
        for i in {**old, **new}
    ]
    return sorted(rows, key=lambda row: _place(row[1] or row[0]))


def _of_one(number: int, old: dict[int, Placed], new: dict[int, Placed]) -> Iterator[Change]:
    session_id, _known = new.get(number) or old[number]
    was, now = _item(old.get(number)), _item(new.get(number))
    if was is None or (now and was.is_skipped and not now.is_skipped):
        yield Change(NEW, session_id, None, now)
    elif now is None or (now.is_skipped and not was.is_skipped):
        yield Change(CANCELLED, session_id, was, None)
    else:
        for kind, fact in FACTS.items():
            if fact(was) != fact(now):
                yield Change(kind, session_id, was, now)


def _items(sessions: Sequence[Session]) -> dict[int, Placed]:
    return {item.id: (session.id, item) for session in sessions for item in session.items}


def _sessions(sessions: Sequence[Session]) -> dict[int, Placed]:
    """By their plan alone: that a session ends later on the day is told by its items."""
    return {-session.id: (session.id, _as_item(session)) for session in sessions}


def _as_item(session: Session) -> Item:
    starts_at, ends_at = session.planned.starts_at, session.planned.ends_at
    return Item(-session.id, SESSION, session.title, session.planned, starts_at, ends_at)


def _item(placed: Placed | None) -> Item | None:
    return placed[1] if placed else None


def _place(item: Item | None) -> tuple[object, int]:
    assert item is not None  # noqa: S101 – a row has one of them
    return item.starts_at, item.id
