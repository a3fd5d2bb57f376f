"""A database from before the versions is taken over with everything in it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from confapp import create_app
from confapp.agenda import draft, places, speaking, versions
from confapp.agenda.programme import items_of
from confapp.database import UTCDateTime, Words, db
from confapp.i18n import clock_time
from tests.agenda.conftest import at
from tests.conftest import database_address

HALL, ROOM, NOWHERE = ("Hội trường", "Main hall"), ("Phòng 2", "Room 2"), ("", "")
ROOMS = [HALL, ROOM, HALL, NOWHERE]
QUYNH = {"name": "Nguyễn Như Quỳnh", "post_vi": "Vụ trưởng", "post_en": "Director General"}
UNIT = {"name": "", "post_vi": "Vụ Pháp chế", "post_en": "Legal Affairs"}
WRITTEN = {
    UTCDateTime: at(8, 0),
    sa.DateTime: at(8, 0),
    sa.Date: date(2025, 11, 13),
    sa.Boolean: True,
    sa.JSON: {},
}


def dull(column: sa.Column[Any]) -> Any:
    """A valid value of the column's type."""
    return next((told for kind, told in WRITTEN.items() if isinstance(column.type, kind)), "x")


def rows_of_an_earlier_day(tables: dict[str, sa.Table]) -> list[sa.Insert]:
    """An event with a session of four items, in three of which somebody presents."""
    event = {column.name: dull(column) for column in tables["event"].columns} | {"id": 1}
    session = {"id": 1, "event_id": 1, "title_vi": "Phiên sáng", "title_en": "Morning"}
    items = [an_earlier_item(number, *room) for number, room in enumerate(ROOMS, start=1)]
    speakers = [
        {"id": 1, "item_id": 1} | QUYNH,
        {"id": 2, "item_id": 1} | UNIT,
        {"id": 3, "item_id": 3} | QUYNH,
    ]
    return [
        tables["event"].insert().values(event),
        tables["agenda_session"]
        .insert()
        .values(session | {"starts_at": at(8, 0), "ends_at": at(11, 30)}),
        tables["agenda_item"].insert().values(items),
        tables["agenda_speaker"].insert().values(speakers),
    ]


def an_earlier_item(number: int, room_vi: str, room_en: str) -> dict[str, Any]:
    starts_at = at(8, 0) + timedelta(minutes=30 * (number - 1))
    return {
        "id": number,
        "session_id": 1,
        "kind": "briefing",
        "title_vi": f"Bài {number}",
        "title_en": f"Talk {number}",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=30),
        "room_vi": room_vi,
        "room_en": room_en,
    }


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Of an installation whose database is empty."""
    told = {"CONFAPP_DATA_DIR": str(tmp_path), "CONFAPP_BASE_URL": "http://localhost"}
    if request.param == "sqlite":
        yield told
        return
    server, name = request.getfixturevalue("postgresql"), "confapp_earlier"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield told | {"CONFAPP_DATABASE_URL": database_address(server, name)}
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def upgraded(settings: dict[str, str]) -> Iterator[Flask]:
    """An installation that was at the first revision, and is at the newest now."""
    app = create_app(settings)
    with app.app_context():
        upgrade(revision="0001")
        for statement in rows_of_an_earlier_day(_tables()):
            db.session.execute(statement)
        db.session.commit()
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def _tables() -> dict[str, sa.Table]:
    """As they are in the database, with moments that are stored as the program stores them."""
    known = sa.MetaData()
    known.reflect(db.engine)
    for table in known.tables.values():
        for column in table.columns:
            if isinstance(column.type, sa.DateTime):
                column.type = UTCDateTime()
    return dict(known.tables)


@pytest.mark.usefixtures("upgraded")
def test_the_same_name_and_post_become_one_speaker() -> None:
    [morning] = draft.as_planned(1)

    assert [(one.name, one.post) for one in db.session.scalars(speaking.of_event(1))] == [
        ("Nguyễn Như Quỳnh", Words("Vụ trưởng", "Director General")),
        ("", Words("Vụ Pháp chế", "Legal Affairs")),
    ]
    assert [[one.id for one in item.speakers] for item in morning.items] == [[1, 2], [], [1], []]


@pytest.mark.usefixtures("upgraded")
def test_the_same_room_becomes_one_room() -> None:
    [morning] = draft.as_planned(1)
    rooms = db.session.scalars(places.rooms_of(1)).all()

    assert {(room.name, room.capacity, room.link) for room in rooms} == {
        (Words(*HALL), None, ""),
        (Words(*ROOM), None, ""),
    }
    assert [item.room for item in morning.items] == [Words(*room) for room in ROOMS]


@pytest.mark.usefixtures("upgraded")
def test_what_everybody_could_read_is_the_first_version() -> None:
    assert versions.numbers(1) == [1]
    assert versions.published(1) == draft.as_planned(1)
    assert versions.unpublished_changes(1) == []
    assert [
        (item.id, item.title.vi, clock_time(item.starts_at), clock_time(item.ends_at))
        for item in items_of(versions.published(1))
    ] == [
        (1, "Bài 1", "08:00", "08:30"),
        (2, "Bài 2", "08:30", "09:00"),
        (3, "Bài 3", "09:00", "09:30"),
        (4, "Bài 4", "09:30", "10:00"),
    ]


def test_a_first_version_that_was_taken_over_cannot_be_changed_either(upgraded: Flask) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        db.session.execute(sa.text("DELETE FROM agenda_version"))
    db.session.rollback()

    assert upgraded.test_client().get("/x/agenda").status_code == 200
