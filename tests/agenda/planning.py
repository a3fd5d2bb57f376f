"""Programmes of the tests that need no database: the seeded day, and what is done on it."""

from datetime import datetime, timedelta

from confapp.agenda.models.day import DayAct
from confapp.agenda.programme import Item, Presenter, Session, Span, items_of
from confapp.database import Words
from confapp.i18n import clock_time
from tests.agenda.conftest import at

HALL, SMALL = 1, 2
MORNING = {
    "welcome": ("08:00", "08:20"),
    "opening": ("08:20", "08:35"),
    "overview": ("08:35", "09:10"),
    "first": ("09:10", "09:35"),
    "second": ("09:35", "10:00"),
    "break": ("10:00", "10:15"),
    "third": ("10:15", "10:40"),
    "fourth": ("10:40", "11:05"),
    "fifth": ("11:05", "11:30"),
}
AFTERNOON = {
    "questions": ("13:30", "15:00"),
    "tea": ("15:00", "15:15"),
    "more": ("15:15", "16:45"),
    "closing": ("16:45", "17:00"),
}


def moment(told: str) -> datetime:
    hour, minute = told.split(":")
    return at(int(hour), int(minute))


def span(starts: str, ends: str) -> Span:
    return Span(moment(starts), moment(ends))


def an_item(
    number: int, starts: str, ends: str, *, title: str = "Bài", kind: str = "briefing", **told
) -> Item:
    when = span(starts, ends)
    words = Words(title, title)
    facts = {"room_id": HALL} | told
    return Item(number, kind, words, when, when.starts_at, when.ends_at, **facts)


def a_session(number: int, starts: str, ends: str, *items: Item) -> Session:
    when = span(starts, ends)
    title = Words("Phiên", "Session")
    return Session(number, title, when, when.starts_at, when.ends_at, items)


def a_person(number: int, name: str) -> Presenter:
    return Presenter(number, name, Words("Vụ trưởng", "Director General"))


def the_day() -> tuple[Session, Session]:
    """Morning and afternoon as they are seeded, the items' titles in one word each."""
    numbers = iter(range(1, 100))

    def items(told: dict[str, tuple[str, str]]) -> list[Item]:
        return [
            an_item(
                next(numbers),
                *when,
                title=title,
                kind="break" if title in ("break", "tea") else "briefing",
            )
            for title, when in told.items()
        ]

    morning = a_session(1, "08:00", "11:30", *items(MORNING))
    return morning, a_session(2, "13:30", "17:00", *items(AFTERNOON))


def the_item(sessions: tuple[Session, ...], title: str) -> Item:
    return next(item for item in items_of(sessions) if item.title.vi == title)


def an_act(
    sessions: tuple[Session, ...], kind: str, title: str, *, now: str = "09:50", minutes: int = 0
) -> DayAct:
    """What is pressed at an item of this title."""
    item = the_item(sessions, title)
    [session] = [one for one in sessions if item in one.items]
    return DayAct(
        kind=kind, session_id=session.id, item_id=item.id, minutes=minutes, at=moment(now)
    )


def times(sessions: tuple[Session, ...]) -> dict[str, tuple[str, str]]:
    """When each item is expected, by its title."""
    return {
        item.title.vi: (clock_time(item.starts_at), clock_time(item.ends_at))
        for item in items_of(sessions)
    }


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)
