"""What differs between two states of the programme, in words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp.agenda import kinds
from confapp.agenda.programme import Body, Item, Session, Span
from confapp.database import Words
from confapp.i18n import clock_time, local

NEW, CANCELLED, MOVED = "new", "cancelled", "moved"
SPEAKER, ROOM, WORDS = "speaker", "room", "words"
LABELS = {
    NEW: _l("New"),
    CANCELLED: _l("Cancelled"),
    MOVED: _l("Moved"),
    SPEAKER: _l("Speaker"),
    ROOM: _l("Room"),
    WORDS: _l("Content"),
}


@dataclass(frozen=True)
class Change:
    """One thing that became different about an item: new without `old`, gone without `new`."""

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
        return _described(self.kind, self.old, is_plan=self._is_of_the_plan)

    @property
    def is_now(self) -> str:
        return _described(self.kind, self.new, is_plan=self._is_of_the_plan)

    @property
    def _is_of_the_plan(self) -> bool:
        """Whether only the plan has moved, while the item is expected when it was before."""
        return bool(self.old and self.new and _times(self.old) == _times(self.new))

    @property
    def sentence(self) -> str:
        title = local(self.item.title)
        if self.kind == NEW:
            return _("New: “%(title)s”, %(times)s.", title=title, times=self.is_now)
        if self.kind == CANCELLED:
            return _("Cancelled: “%(title)s”, %(times)s.", title=title, times=self.was)
        return _changed(self.kind, title, self.was, self.is_now)


def between(before: Sequence[Session], after: Sequence[Session]) -> list[Change]:
    """The changes in the order of the day; what was cancelled stands at its former time."""
    old, new = _by_id(before), _by_id(after)
    found = [change for item_id in {**old, **new} for change in _of_item(item_id, old, new)]
    return sorted(found, key=lambda change: (change.item.starts_at, change.item.id))


def aligned(
    before: Sequence[Session], after: Sequence[Session]
) -> list[tuple[Item | None, Item | None, frozenset[str]]]:
    """Both states side by side: each item as it was, as it is, and what differs about it."""
    old, new = _by_id(before), _by_id(after)
    differs: dict[int, set[str]] = {}
    for change in between(before, after):
        differs.setdefault(change.item.id, set()).add(change.kind)
    rows = [
        (_item(old.get(i)), _item(new.get(i)), frozenset(differs.get(i, ())))
        for i in {**old, **new}
    ]
    return sorted(rows, key=lambda row: _place(row[1] or row[0]))


Placed = tuple[int, Item]


def _of_item(item_id: int, old: dict[int, Placed], new: dict[int, Placed]) -> Iterator[Change]:
    session_id, _known = new.get(item_id) or old[item_id]
    was, now = _item(old.get(item_id)), _item(new.get(item_id))
    if was is None or (now and was.is_skipped and not now.is_skipped):
        yield Change(NEW, session_id, None, now)
    elif now is None or (now.is_skipped and not was.is_skipped):
        yield Change(CANCELLED, session_id, was, None)
    else:
        for kind, fact in FACTS.items():
            if fact(was) != fact(now):
                yield Change(kind, session_id, was, now)


def _times(item: Item) -> Span:
    # What was skipped takes no time, wherever the items before it end.
    return item.planned if item.is_skipped else item.times


def _content(item: Item) -> tuple[str, Words, Body | None, Body | None]:
    return item.kind, item.title, item.domain, item.department


FACTS: dict[str, Callable[[Item], object]] = {
    MOVED: lambda item: (_times(item), item.planned),
    SPEAKER: lambda item: item.speakers,
    ROOM: lambda item: item.room,
    WORDS: _content,
}


def _changed(kind: str, title: str, was: str, is_now: str) -> str:
    nothing = _("none")
    told = {"title": title, "was": was or nothing, "now": is_now or nothing}
    sentences = {
        MOVED: _("Moved: “%(title)s” from %(was)s to %(now)s.", **told),
        SPEAKER: _("Speaker of “%(title)s”: %(now)s (before: %(was)s).", **told),
        ROOM: _("Room of “%(title)s”: %(now)s (before: %(was)s).", **told),
        WORDS: _("Content: %(now)s (before: %(was)s).", **told),
    }
    return sentences[kind]


def _described(kind: str, item: Item | None, *, is_plan: bool) -> str:
    if item is None:
        return ""
    words: dict[str, Callable[[], str]] = {
        SPEAKER: lambda: "; ".join(who(speaker.name, speaker.post) for speaker in item.speakers),
        ROOM: lambda: local(item.room),
        WORDS: lambda: _content_words(item),
    }
    span = item.planned if is_plan else _times(item)
    return words.get(kind, lambda: span_words(span))()


def _content_words(item: Item) -> str:
    bodies = [local(body.name) for body in (item.domain, item.department) if body]
    return ", ".join([f"“{local(item.title)}”", str(kinds.NAMES[item.kind]), *bodies])


def who(name: str, post: Words) -> str:
    return ", ".join(filter(None, [name, local(post)]))


def span_words(span: Span) -> str:
    """08:35–09:10."""
    return f"{clock_time(span.starts_at)}–{clock_time(span.ends_at)}"


def _by_id(sessions: Sequence[Session]) -> dict[int, Placed]:
    return {item.id: (session.id, item) for session in sessions for item in session.items}


def _item(placed: Placed | None) -> Item | None:
    return placed[1] if placed else None


def _place(item: Item | None) -> tuple[object, int]:
    assert item is not None  # noqa: S101 – a row has one of them
    return item.starts_at, item.id
