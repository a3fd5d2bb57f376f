"""The programme of the tests: what is seeded, and what is added to it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from confapp.agenda import draft, places, speaking, transcript, versions
from confapp.agenda.models import AgendaItem, AgendaSession, Room, Version
from confapp.clock import now, vietnam_time
from confapp.database import Words, db
from confapp.events.models import Event
from confapp.i18n import clock_time
from confapp.people import inviting
from tests.cast import the_event
from tests.conftest import THE_DAY


class Agenda:
    """Finds and makes items, and gives their ids."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def item(self, title: str) -> int:
        """The id of the one item whose Vietnamese title has these words."""
        with self.app.app_context():
            found = sa.select(AgendaItem.id).where(AgendaItem.title_vi.contains(title))
            return db.session.scalars(found).one()

    def session(self, title: str = "Phiên buổi chiều") -> int:
        with self.app.app_context():
            found = sa.select(AgendaSession.id).where(AgendaSession.title_vi == title)
            return db.session.scalars(found).one()

    def evening(self, items: int = 0) -> int:
        """A new session from 18:00 to 21:00 with so many items, one every two minutes."""
        with self.app.app_context():
            session = AgendaSession(
                event=the_event(),
                title=Words("Phiên buổi tối", "Evening session"),
                starts_at=at(18, 0),
                ends_at=at(21, 0),
                items=[short_item(number) for number in range(items)],
            )
            db.session.add(session)
            db.session.flush()
            for item in session.items:
                person = speaking.known_or_new(
                    "", Words("Báo cáo viên", "Speaker"), None, event_id=session.event_id
                )
                draft.set_speakers(item, [person.id])
            db.session.commit()
            return session.id

    def room(self, name: str = "Phòng họp 2", capacity: int | None = None) -> int:
        """A room beside the hall."""
        with self.app.app_context():
            words = Words(name, "Meeting room 2")
            room = Room(event_id=the_event().id, name=words, capacity=capacity, link="")
            db.session.add(room)
            db.session.commit()
            return room.id

    def hall(self) -> int:
        with self.app.app_context():
            return db.session.scalars(places.rooms_of(the_event().id)).first().id

    def publish(self, note: str = "") -> int:
        """Let everybody read the draft, as the organiser does it; gives the version's number."""
        with self.app.app_context():
            user = inviting.account("publisher@example.org", "Trần Thị Thu Hương", at=now())
            version = versions.publish(the_event(), by=user, at=now(), note=note, is_told=False)
            db.session.commit()
            return version.number

    def newest(self) -> int:
        """The number of the version that everybody reads now, or 0."""
        with self.app.app_context():
            newest = db.session.scalar(versions.newest(the_event().id))
            return newest.number if newest else 0

    def unpublish(self) -> None:
        """As an event is before its first publication."""
        with self.app.app_context():
            if db.engine.dialect.name == "postgresql":
                db.session.execute(sa.text("ALTER TABLE agenda_version DISABLE TRIGGER USER"))
            else:
                db.session.execute(sa.text("DROP TRIGGER agenda_version_delete_refused"))
            db.session.execute(sa.delete(Version))
            db.session.commit()

    def drafted(self) -> transcript.Json:
        """The whole draft."""
        with self.app.app_context():
            return transcript.written(draft.as_planned(the_event().id))

    def published(self) -> dict[str, str]:
        """What everybody reads: when each item is, by its Vietnamese title."""
        with self.app.app_context():
            return {
                item.title.vi: f"{clock_time(item.starts_at)}-{clock_time(item.ends_at)}"
                for session in versions.published(the_event().id)
                for item in session.items
            }

    def kept(self, item_id: int) -> dict[str, Any]:
        """What the database knows of the item now."""
        with self.app.app_context():
            item = db.session.get_one(AgendaItem, item_id)
            return {
                "kind": item.kind,
                "title": item.title,
                "times": f"{clock_time(item.starts_at)}-{clock_time(item.ends_at)}",
                "room": item.room and item.room.name,
                "domain": item.domain and item.domain.code,
                "department": item.department and item.department.code,
                "speakers": [(one.name, one.post.vi, one.post.en) for one in item.speakers],
            }

    def titles(self, session_id: int) -> list[str]:
        with self.app.app_context():
            return [item.title.vi for item in db.session.get_one(AgendaSession, session_id).items]


@pytest.fixture
def agenda(app: Flask) -> Agenda:
    return Agenda(app)


@pytest.fixture
def filled_in() -> Callable[..., dict[str, Any]]:
    """The form of an item as an organiser fills it in."""
    return lambda **told: (
        {
            "starts": "15:00",
            "ends": "15:15",
            "title_vi": "Phổ biến công cụ tra cứu",
            "title_en": "Introduction to the search tool",
            "kind": "briefing",
            "domain": "shtt",
            "department": "shtt",
            "room": "",
            "following": "push",
            "speakers-0-name": "",
            "speakers-0-post_vi": "Báo cáo viên Cục Sở hữu trí tuệ",
            "speakers-0-post_en": "Speaker from IP Viet Nam",
            "speakers-1-name": "",
            "speakers-1-post_vi": "",
            "speakers-1-post_en": "",
        }
        | told
    )


@pytest.fixture
def elsewhere(app: Flask) -> dict[str, int]:
    """An item of another event."""
    with app.app_context():
        ours = the_event()
        columns = {c.key: getattr(ours, c.key) for c in sa.inspect(Event).column_attrs}
        event = Event(**{k: v for k, v in columns.items() if k not in ("id", "slug")}, slug="other")
        session = AgendaSession(
            event=event, title=Words("Phiên", "Session"), starts_at=at(8, 0), ends_at=at(11, 0)
        )
        item = AgendaItem(
            session=session,
            kind="opening",
            title=Words("Khai mạc nơi khác", "Opening elsewhere"),
            starts_at=at(8, 0),
            ends_at=at(9, 0),
        )
        db.session.add(item)
        db.session.commit()
        return {"item": item.id, "session": session.id}


def at(hour: int, minute: int) -> datetime:
    return vietnam_time(datetime(*THE_DAY, hour, minute))  # noqa: DTZ001 – a wall time


def short_item(number: int) -> AgendaItem:
    hour, minute = divmod(18 * 60 + 2 * number, 60)
    return AgendaItem(
        kind="briefing",
        title=Words(f"Trao đổi {number}", f"Talk {number}"),
        starts_at=at(hour, minute),
        ends_at=at(hour, minute + 1),
    )
