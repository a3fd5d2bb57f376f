"""What differs between two states of the programme, in words."""

from dataclasses import replace

import pytest

from confapp.agenda import changes
from confapp.agenda.programme import Body
from confapp.database import Words
from tests.agenda.planning import (
    MORNING,
    a_person,
    span,
    the_day,
    the_item,
)

DAY = the_day()
SECOND = the_item(DAY, "second")


@pytest.fixture(autouse=True)
def _in_english(app):
    with app.test_request_context("/?lang=en"):
        yield


def changed(**told):
    """The day after something about its second briefing became different."""
    morning, afternoon = DAY
    items = [replace(one, **told) if one.id == SECOND.id else one for one in morning.items]
    return replace(morning, items=tuple(items)), afternoon


def without(title: str):
    morning, afternoon = DAY
    kept = tuple(item for item in morning.items if item.title.vi != title)
    return replace(morning, items=kept), afternoon


def said(before, after) -> list[tuple[str, str]]:
    return [(change.kind, change.sentence) for change in changes.between(before, after)]


def test_nothing_differs_from_itself() -> None:
    assert changes.between(DAY, the_day()) == []
    assert changes.between((), ()) == []


def test_a_new_item() -> None:
    assert said(without("second"), DAY) == [("new", "New: “second”, 09:35–10:00.")]


def test_a_cancelled_item_stands_at_its_former_time() -> None:
    assert said(DAY, without("second")) == [("cancelled", "Cancelled: “second”, 09:35–10:00.")]


def test_a_moved_item() -> None:
    later = span("09:40", "10:00")
    after = changed(planned=later, starts_at=later.starts_at, ends_at=later.ends_at)

    assert said(DAY, after) == [("moved", "Moved: “second” from 09:35–10:00 to 09:40–10:00.")]


def test_another_speaker() -> None:
    after = changed(speakers=(a_person(1, "Lê Thị Hồng"),))

    assert said(DAY, after) == [
        ("speaker", "Speaker of “second”: Lê Thị Hồng, Director General (before: none).")
    ]
    assert said(after, DAY) == [
        ("speaker", "Speaker of “second”: none (before: Lê Thị Hồng, Director General).")
    ]


def test_another_room() -> None:
    after = changed(room=Words("Phòng 2", "Room 2"), room_id=2)

    assert said(DAY, after) == [("room", "Room of “second”: Room 2 (before: none).")]


def test_other_words() -> None:
    law = Body("chung", Words("Pháp chế", "Legal affairs"), 3)
    after = changed(title=Words("Mới", "Fresh"), domain=law)

    assert said(DAY, after) == [
        ("words", "Content: “Fresh”, Briefing, Legal affairs (before: “second”, Briefing).")
    ]


def test_what_is_left_out_on_the_day_is_cancelled_and_what_comes_back_is_new() -> None:
    skipped = changed(is_skipped=True, ends_at=SECOND.starts_at)

    assert said(DAY, skipped) == [("cancelled", "Cancelled: “second”, 09:35–10:00.")]
    assert said(skipped, DAY) == [("new", "New: “second”, 09:35–10:00.")]


def test_of_what_is_left_out_no_move_is_told() -> None:
    skipped = changed(is_skipped=True, ends_at=SECOND.starts_at)
    later = span("09:50", "09:50")
    after = changed(is_skipped=True, starts_at=later.starts_at, ends_at=later.ends_at)

    assert changes.between(skipped, after) == []


def test_several_changes_come_in_the_order_of_the_day() -> None:
    found = changes.between((), DAY[:1])

    assert [change.item.title.vi for change in found] == ["Phiên", *MORNING]


def test_side_by_side_every_item_stands_once_with_what_differs_about_it() -> None:
    after = changed(speakers=(a_person(1, "Lê Thị Hồng"),), room=Words("Phòng 2", "Room 2"))
    rows = changes.aligned(without("first"), after)

    assert [(new or old).title.vi for old, new, _kinds in rows][:9] == list(MORNING)
    assert {(new or old).title.vi: set(kinds) for old, new, kinds in rows if kinds} == {
        "first": {"new"},
        "second": {"speaker", "room"},
    }
