"""What cannot be as it is planned, in sentences; they warn, and do not stop anybody."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from flask_babel import gettext as _

from confapp.agenda.models import Room
from confapp.agenda.programme import Item, Session, items_of
from confapp.i18n import clock_time, local

Headcount = Callable[[int], Mapping[int, int]]
_headcounts: list[Headcount] = []


@dataclass(frozen=True)
class Conflict:
    """What is wrong with an item."""

    item_id: int
    sentence: str


def counts_people(headcount: Headcount) -> Headcount:
    """Let this function say how many people come in person to each session of an event."""
    _headcounts.append(headcount)
    return headcount


def people_expected(event_id: int) -> dict[int, int]:
    """By session: how many are to be in its room."""
    expected: dict[int, int] = {}
    for headcount in _headcounts:
        for session_id, people in headcount(event_id).items():
            expected[session_id] = expected.get(session_id, 0) + people
    return expected


def found(
    sessions: Sequence[Session], rooms: Mapping[int, Room], expected: Mapping[int, int]
) -> list[Conflict]:
    """All conflicts, in the order of the day."""
    return [
        *_outside(sessions),
        *(conflict for pair in combinations(items_of(sessions), 2) for conflict in _both(*pair)),
        *_too_small(sessions, rooms, expected),
    ]


def _outside(sessions: Sequence[Session]) -> Iterator[Conflict]:
    for session in sessions:
        for item in session.items:
            span, whole = item.planned, session.planned
            if span.starts_at < whole.starts_at or span.ends_at > whole.ends_at:
                yield Conflict(
                    item.id,
                    _(
                        "It is not within its session, which lasts from %(starts)s to %(ends)s.",
                        starts=clock_time(whole.starts_at),
                        ends=clock_time(whole.ends_at),
                    ),
                )


def _both(one: Item, other: Item) -> Iterator[Conflict]:
    if not one.planned.overlaps(other.planned):
        return
    if one.room_id == other.room_id or None in (one.room_id, other.room_id):
        sentence = _("At the same time there is “%(title)s”.", title=local(one.title))
        yield Conflict(other.id, sentence)
    for name in sorted(_names(one) & _names(other)):
        yield Conflict(
            other.id,
            _(
                "%(name)s presents “%(title)s” at the same time.",
                name=name,
                title=local(one.title),
            ),
        )


def _names(item: Item) -> set[str]:
    return {speaker.name for speaker in item.speakers if speaker.name}


def _too_small(
    sessions: Sequence[Session], rooms: Mapping[int, Room], expected: Mapping[int, int]
) -> Iterator[Conflict]:
    for session in sessions:
        people = expected.get(session.id, 0)
        for item in session.items:
            room = rooms.get(item.room_id or 0)
            if room and room.capacity and item.kind != "break" and people > room.capacity:
                yield Conflict(
                    item.id,
                    _(
                        "%(room)s holds %(capacity)s people; %(people)s are registered in person.",
                        room=local(room.name),
                        capacity=room.capacity,
                        people=people,
                    ),
                )
