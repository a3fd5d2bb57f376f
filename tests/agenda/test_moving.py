"""Which times follow when an item is moved, stretched or given another place."""

from datetime import timedelta
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from confapp.agenda import moving
from confapp.agenda.moving import FOLLOW, PUSH, STAY, Slot, Times
from confapp.agenda.programme import Span
from tests.agenda.conftest import at
from tests.agenda.planning import minutes, span

# A gap of ten minutes before the third and the fourth.
SLOTS = [
    Slot(1, span("08:00", "08:30")),
    Slot(2, span("08:30", "09:00")),
    Slot(3, span("09:10", "09:40")),
    Slot(4, span("09:50", "10:00")),
]
LATER = span("08:45", "09:15")


@st.composite
def days(draw: st.DrawFn) -> list[Slot]:
    """Items one after the other, with or without gaps between them."""
    lengths = draw(st.lists(st.integers(5, 90), min_size=1, max_size=8))
    gaps = draw(st.lists(st.integers(0, 30), min_size=len(lengths), max_size=len(lengths)))
    slots, starts_at = [], at(6, 0)
    for number, (length, gap) in enumerate(zip(lengths, gaps, strict=True), start=1):
        starts_at += minutes(gap)
        slots.append(Slot(number, Span(starts_at, starts_at + minutes(length))))
        starts_at += minutes(length)
    return slots


def after(slots: list[Slot], times: Times) -> dict[int, Span]:
    return {slot.item_id: slot.span for slot in slots} | times


def overlapping(spans: dict[int, Span]) -> set[frozenset[int]]:
    pairs = combinations(spans, 2)
    return {frozenset(pair) for pair in pairs if spans[pair[0]].overlaps(spans[pair[1]])}


def test_all_that_follow_move_along_and_keep_their_gaps() -> None:
    assert moving.respan(SLOTS, 2, LATER, FOLLOW) == {
        2: LATER,
        3: span("09:25", "09:55"),
        4: span("10:05", "10:15"),
    }


def test_they_come_along_to_earlier_times_too() -> None:
    assert moving.respan(SLOTS, 2, span("08:30", "08:45"), FOLLOW) == {
        2: span("08:30", "08:45"),
        3: span("08:55", "09:25"),
        4: span("09:35", "09:45"),
    }


def test_only_what_is_in_the_way_is_pushed_and_gaps_take_it_up() -> None:
    assert moving.respan(SLOTS, 2, LATER, PUSH) == {2: LATER, 3: span("09:15", "09:45")}


def test_a_gap_that_is_used_up_pushes_the_next_one_too() -> None:
    assert moving.respan(SLOTS, 2, span("08:50", "09:25"), PUSH) == {
        2: span("08:50", "09:25"),
        3: span("09:25", "09:55"),
        4: span("09:55", "10:05"),
    }


def test_nothing_is_drawn_to_earlier_times_when_only_the_way_is_cleared() -> None:
    shorter = span("08:30", "08:40")

    assert moving.respan(SLOTS, 2, shorter, PUSH) == {2: shorter}


def test_the_others_stay_when_they_are_to_stay() -> None:
    assert moving.respan(SLOTS, 2, LATER, STAY) == {2: LATER}


def test_what_runs_beside_the_item_is_not_among_those_after_it() -> None:
    beside = Slot(5, span("08:40", "09:05"))

    assert 5 not in moving.respan([*SLOTS, beside], 2, LATER, FOLLOW)


def test_another_place_takes_the_length_along_and_leaves_the_gaps_where_they_were() -> None:
    assert moving.reorder(SLOTS, 4, 0) == {
        4: span("08:00", "08:10"),
        1: span("08:10", "08:40"),
        2: span("08:50", "09:20"),
        3: span("09:30", "10:00"),
    }


def test_the_same_place_changes_nothing() -> None:
    assert moving.reorder(SLOTS, 3, 2) == {}


def test_moving_and_stretching_by_minutes() -> None:
    assert moving.earlier_or_later(LATER, -5) == span("08:40", "09:10")
    assert moving.longer_or_shorter(LATER, 10) == span("08:45", "09:25")


@given(days(), st.data())
def test_a_new_order_is_the_old_one_with_one_item_moved(slots, data) -> None:
    index = data.draw(st.integers(0, len(slots) - 1))
    moved = data.draw(st.sampled_from(slots)).item_id
    spans = after(slots, moving.reorder(slots, moved, index))
    order = sorted(spans, key=lambda item_id: spans[item_id].starts_at)
    others = [slot.item_id for slot in slots if slot.item_id != moved]

    assert order.index(moved) == index
    assert [item_id for item_id in order if item_id != moved] == others


@given(days(), st.data())
def test_a_new_order_keeps_every_length_the_gaps_and_the_whole(slots, data) -> None:
    index = data.draw(st.integers(0, len(slots) - 1))
    spans = after(slots, moving.reorder(slots, data.draw(st.sampled_from(slots)).item_id, index))
    ordered = sorted(spans.values(), key=lambda one: one.starts_at)

    assert {slot.item_id: slot.span.length for slot in slots} == {
        item_id: one.length for item_id, one in spans.items()
    }
    assert [b.starts_at - a.ends_at for a, b in pairwise(ordered)] == [
        b.span.starts_at - a.span.ends_at for a, b in pairwise(slots)
    ]
    assert (ordered[0].starts_at, ordered[-1].ends_at) == (
        slots[0].span.starts_at,
        slots[-1].span.ends_at,
    )


@given(days(), st.data())
def test_whatever_is_pushed_no_item_after_the_moved_one_comes_to_overlap(slots, data) -> None:
    moved = data.draw(st.sampled_from(slots))
    later = minutes(data.draw(st.integers(0, 120)))
    longer = minutes(data.draw(st.integers(0, 60)))
    wanted = Span(moved.span.starts_at + later, moved.span.ends_at + later + longer)
    spans = after(slots, moving.respan(slots, moved.item_id, wanted, PUSH))

    assert overlapping(spans) == set()
    assert all(spans[slot.item_id].starts_at >= slot.span.starts_at for slot in slots)


@given(days(), st.integers(-60, 60), st.data())
def test_those_that_follow_keep_their_gaps_whatever_the_move(slots, by, data) -> None:
    place = data.draw(st.integers(0, len(slots) - 1))
    moved = slots[place]
    spans = after(
        slots, moving.respan(slots, moved.item_id, moved.span.later_by(minutes(by)), FOLLOW)
    )
    shifts = [spans[slot.item_id].starts_at - slot.span.starts_at for slot in slots]

    assert shifts == [timedelta()] * place + [minutes(by)] * (len(slots) - place)
