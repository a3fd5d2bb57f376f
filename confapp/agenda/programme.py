"""The programme as it is read: sessions and items, and how they stand at a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from confapp.agenda import timetable
from confapp.database import Words

NOWHERE = Words("", "")


def topic(event_id: int) -> str:
    """The live topic that is touched when what everybody reads changes."""
    return f"agenda:{event_id}"


@dataclass(frozen=True)
class Span:
    """From when to when."""

    starts_at: datetime
    ends_at: datetime

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    def later_by(self, delay: timedelta) -> "Span":
        return Span(self.starts_at + delay, self.ends_at + delay)

    def overlaps(self, other: "Span") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True)
class Body:
    """A domain or a department, as the programme names it; `hue` is a domain's colour."""

    code: str
    name: Words
    hue: int = 0


@dataclass(frozen=True)
class Presenter:
    """A person with a post, or with an empty name a unit that sends somebody."""

    id: int
    name: str
    post: Words


@dataclass(frozen=True)
class Item:
    """Something that happens: when it was planned, and when it is expected or was."""

    id: int
    kind: str
    title: Words
    planned: Span
    starts_at: datetime
    ends_at: datetime
    room: Words = NOWHERE
    room_id: int | None = None
    domain: Body | None = None
    department: Body | None = None
    speakers: tuple[Presenter, ...] = ()
    started_at: datetime | None = None
    finished_at: datetime | None = None
    is_skipped: bool = False

    @property
    def times(self) -> Span:
        return Span(self.starts_at, self.ends_at)

    @property
    def told_times(self) -> Span:
        """When it is, or for what is skipped when it would have been."""
        return self.planned if self.is_skipped else self.times

    @property
    def is_moved(self) -> bool:
        return self.times != self.planned

    def is_on(self, *, at: datetime) -> bool:
        return not self.is_skipped and self.starts_at <= at < self.ends_at

    def is_over(self, *, at: datetime) -> bool:
        return self.ends_at <= at


@dataclass(frozen=True)
class Session:
    """A part of the day; `end_is_held` says that its ending time has been frozen."""

    id: int
    title: Words
    planned: Span
    starts_at: datetime
    ends_at: datetime
    items: tuple[Item, ...]
    end_is_held: bool = False


@dataclass(frozen=True)
class Programme:
    """The sessions as they stand at a moment, all of them or one domain's part."""

    sessions: tuple[Session, ...]
    at: datetime
    domain: str = ""

    @property
    def items(self) -> list[Item]:
        return items_of(self.sessions)

    @property
    def now(self) -> Item | None:
        return timetable.on_now(self.items, self.at)

    @property
    def next(self) -> Item | None:
        return timetable.next_after(self.items, self.at)

    @property
    def is_over(self) -> bool:
        return all(session.ends_at <= self.at for session in self.sessions)

    @property
    def chosen_sessions(self) -> list[Session]:
        """Those that hold something of the chosen domain."""
        return [one for one in self.sessions if not self.domain or self.chosen(one)]

    def chosen(self, session: Session) -> list[Item]:
        return [item for item in session.items if not self.domain or _code(item) == self.domain]

    def standing(self, item: Item) -> str:
        return timetable.standing(item, self.next, self.at)

    def share_done(self, item: Item) -> int:
        return timetable.share_done(item, self.at)

    def session_of(self, item: Item) -> Session:
        return next(one for one in self.sessions if item in one.items)


def items_of(sessions: Sequence[Session]) -> list[Item]:
    return [item for session in sessions for item in session.items]


def _code(item: Item) -> str:
    return item.domain.code if item.domain else ""
