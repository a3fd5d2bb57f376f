"""A programme from a seed file: rooms, sessions, items and speakers, published as version 1."""

from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from confapp.agenda import draft, speaking, versions
from confapp.agenda.models import AgendaItem, AgendaSession, Room, Speaker, Version
from confapp.agenda.models.published import PUBLICATION
from confapp.clock import now, vietnam_time
from confapp.database import Words, db
from confapp.events.models import Department, Domain, Event

Table = dict[str, Any]
Body = TypeVar("Body", Department, Domain)
A_WEEK = timedelta(days=7)


def load_programme(told: Table, event: Event) -> None:
    """The sessions with their items, published as the first version."""
    rooms = {room["name"]["vi"]: _room(room, event) for room in told["room"]}
    db.session.add_all(rooms.values())
    for session in told["session"]:
        row = _session(session, event)
        db.session.add(row)
        for item in session["item"]:
            _add_item(item, row, rooms)
    db.session.flush()
    opens = min(session["starts"] for session in told["session"])
    a_week_before = _moment(event.starts_on, opens) - A_WEEK
    first = Version(cause=PUBLICATION, note="", is_told=False)
    at = min(now(), a_week_before)
    versions.keep(first, draft.as_planned(event.id), event_id=event.id, by=None, at=at)


def _room(told: Table, event: Event) -> Room:
    name = _words(told["name"])
    return Room(event_id=event.id, name=name, capacity=told.get("capacity"), link="")


def _session(told: Table, event: Event) -> AgendaSession:
    day = event.starts_on
    return AgendaSession(
        event=event,
        title=_words(told["title"]),
        starts_at=_moment(day, told["starts"]),
        ends_at=_moment(day, told["ends"]),
    )


def _add_item(told: Table, session: AgendaSession, rooms: dict[str, Room]) -> None:
    event, day = session.event, session.event.starts_on
    department = _with_code(event.departments, told.get("department"))
    item = AgendaItem(
        session=session,
        kind=told["kind"],
        title=_words(told["title"]),
        starts_at=_moment(day, told["starts"]),
        ends_at=_moment(day, told["ends"]),
        room=rooms[told["room"]["vi"]],
        domain=_with_code(event.domains, told.get("domain")),
        department=department,
    )
    db.session.add(item)
    speakers = [_speaker(speaker, department, event) for speaker in told["speakers"]]
    draft.set_speakers(item, [speaker.id for speaker in speakers])


def _speaker(told: Table, department: Department | None, event: Event) -> Speaker:
    post = _words(told.get("unit") or told["post"])
    named = next((unit for unit in event.departments if unit.name.vi in post.vi), department)
    return speaking.known_or_new(told.get("name", ""), post, named, event_id=event.id)


def _with_code(bodies: list[Body], code: str | None) -> Body | None:
    return next((body for body in bodies if body.code == code), None)


def _words(told: dict[str, str]) -> Words:
    return Words(vi=told["vi"], en=told["en"])


def _moment(day: date, at: time) -> datetime:
    return vietnam_time(datetime.combine(day, at))
