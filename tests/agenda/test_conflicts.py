"""What does not fit is said in words, and stops nobody."""

import pytest

from confapp.agenda import conflicts
from confapp.agenda.models import Room
from confapp.database import Words
from tests.agenda.planning import HALL, SMALL, a_person, a_session, an_item, the_day

ROOMS = {
    HALL: Room(id=HALL, name=Words("Hội trường", "Main hall"), capacity=300),
    SMALL: Room(id=SMALL, name=Words("Phòng 2", "Room 2"), capacity=40),
}
QUYNH = a_person(7, "Nguyễn Như Quỳnh")


@pytest.fixture(autouse=True)
def _in_english(app):
    with app.test_request_context("/?lang=en"):
        yield


def found(*items, expected=None) -> list[tuple[int, str]]:
    session = a_session(1, "08:00", "11:30", *items)
    return [
        (conflict.item_id, conflict.sentence)
        for conflict in conflicts.found([session], ROOMS, expected or {})
    ]


def test_the_seeded_day_has_none() -> None:
    assert conflicts.found(the_day(), ROOMS, {1: 300, 2: 300}) == []


def test_two_items_in_one_room_at_once() -> None:
    assert found(an_item(1, "08:00", "09:00", title="Khai mạc"), an_item(2, "08:55", "09:30")) == [
        (2, "At the same time there is “Khai mạc”.")
    ]


def test_an_item_without_a_room_is_everywhere() -> None:
    pair = an_item(1, "08:00", "09:00"), an_item(2, "08:55", "09:30", room_id=None)

    assert [item_id for item_id, _sentence in found(*pair)] == [2]


def test_one_after_the_other_is_not_at_once() -> None:
    assert found(an_item(1, "08:00", "09:00"), an_item(2, "09:00", "09:30")) == []


def test_parallel_rooms_do_not_conflict() -> None:
    assert found(an_item(1, "08:00", "09:00"), an_item(2, "08:00", "09:00", room_id=SMALL)) == []


def test_a_person_cannot_be_in_two_places() -> None:
    assert found(
        an_item(1, "08:00", "09:00", title="Tổng quan", speakers=(QUYNH,)),
        an_item(2, "08:30", "09:30", room_id=SMALL, speakers=(a_person(8, QUYNH.name),)),
    ) == [(2, "Nguyễn Như Quỳnh presents “Tổng quan” at the same time.")]


def test_a_unit_can_send_several_people() -> None:
    unit = a_person(9, "")

    assert (
        found(
            an_item(1, "08:00", "09:00", speakers=(unit,)),
            an_item(2, "08:00", "09:00", room_id=SMALL, speakers=(unit,)),
        )
        == []
    )


@pytest.mark.parametrize("when", [("07:59", "08:30"), ("11:00", "11:31")])
def test_an_item_outside_its_session(when) -> None:
    assert found(an_item(1, *when)) == [
        (1, "It is not within its session, which lasts from 08:00 to 11:30.")
    ]


def test_a_room_that_is_too_small_for_those_who_come_in_person() -> None:
    item = an_item(1, "08:00", "09:00", room_id=SMALL)

    assert found(item, expected={1: 41}) == [
        (1, "Room 2 holds 40 people; 41 are registered in person.")
    ]
    assert found(item, expected={1: 40, 2: 500}) == []


def test_a_break_fits_any_room() -> None:
    assert found(an_item(1, "08:00", "09:00", room_id=SMALL, kind="break"), expected={1: 99}) == []
