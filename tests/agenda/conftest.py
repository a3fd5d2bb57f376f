"""The programme of the tests: what is seeded, and what is added to it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from confapp.agenda.models import AgendaItem, AgendaSession, Speaker
from confapp.clock import vietnam_time
from confapp.database import Words, db
from confapp.i18n import clock_time
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
        """A new session from 18:00 to 21:00 with so many items of five minutes."""
        with self.app.app_context():
            session = AgendaSession(
                event=the_event(),
                title=Words("Phiên buổi tối", "Evening session"),
                starts_at=at(18, 0),
                ends_at=at(21, 0),
                items=[short_item(number) for number in range(items)],
            )
            db.session.add(session)
            db.session.commit()
            return session.id

    def kept(self, item_id: int) -> dict[str, Any]:
        """What the database knows of the item now."""
        with self.app.app_context():
            item = db.session.get_one(AgendaItem, item_id)
            return {
                "kind": item.kind,
                "title": item.title,
                "times": f"{clock_time(item.starts_at)}-{clock_time(item.ends_at)}",
                "room": item.room,
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
            "room_vi": "Phòng họp 2",
            "room_en": "Meeting room 2",
            "speakers-0-name": "",
            "speakers-0-post_vi": "Báo cáo viên Cục Sở hữu trí tuệ",
            "speakers-0-post_en": "Speaker from IP Viet Nam",
            "speakers-1-name": "",
            "speakers-1-post_vi": "",
            "speakers-1-post_en": "",
        }
        | told
    )


def at(hour: int, minute: int) -> datetime:
    return vietnam_time(datetime(*THE_DAY, hour, minute))  # noqa: DTZ001 – a wall time


def short_item(number: int) -> AgendaItem:
    hour, minute = divmod(18 * 60 + 5 * number, 60)
    return AgendaItem(
        kind="briefing",
        title=Words(f"Trao đổi {number}", f"Talk {number}"),
        starts_at=at(hour, minute),
        ends_at=at(hour, minute + 4),
        room=Words("Hội trường", "Main hall"),
        speakers=[Speaker(name="", post=Words("Báo cáo viên", "Speaker"))],
    )
