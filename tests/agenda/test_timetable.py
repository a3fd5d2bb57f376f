"""What is on, what is next, and how far it has got."""

from confapp.agenda import timetable
from confapp.agenda.programme import Item, Span
from confapp.database import Words
from tests.agenda.conftest import at


def item(number: int, starts: tuple[int, int], ends: tuple[int, int], **told) -> Item:
    span = Span(at(*starts), at(*ends))
    words = Words(f"Bài {number}", "")
    return Item(number, "briefing", words, span, span.starts_at, span.ends_at, **told)


FIRST = item(1, (8, 0), (8, 30))
SECOND = item(2, (8, 30), (9, 0))
LATER = item(3, (13, 30), (15, 0))
DAY = [FIRST, SECOND, LATER]


def test_an_item_is_on_from_its_first_minute_to_just_before_its_end() -> None:
    assert timetable.on_now(DAY, at(8, 0)) is FIRST
    assert timetable.on_now(DAY, at(8, 29)) is FIRST
    assert timetable.on_now(DAY, at(8, 30)) is SECOND


def test_nothing_is_on_before_the_day_at_noon_and_after_it() -> None:
    moments = [at(7, 59), at(9, 0), at(12, 0), at(15, 0)]

    assert [timetable.on_now(DAY, moment) for moment in moments] == [None] * 4


def test_of_two_items_at_once_the_one_that_began_last_is_on() -> None:
    long_one = item(4, (8, 0), (12, 0))

    assert timetable.on_now([long_one, SECOND], at(8, 45)) is SECOND


def test_next_is_the_first_item_that_has_not_begun_whatever_the_order_of_the_list() -> None:
    assert timetable.next_after(reversed(DAY), at(8, 10)) is SECOND
    assert timetable.next_after(DAY, at(8, 30)) is LATER
    assert timetable.next_after(DAY, at(13, 30)) is None
    assert timetable.next_after([], at(8, 0)) is None


def test_the_share_done_runs_from_0_to_100_and_not_beyond() -> None:
    moments = [at(7, 0), at(8, 0), at(8, 15), at(8, 29), at(8, 30), at(12, 0)]

    assert [timetable.share_done(FIRST, moment) for moment in moments] == [0, 0, 50, 96, 100, 100]


def test_each_item_stands_somewhere_between_past_and_ahead() -> None:
    def standings(moment):
        following = timetable.next_after(DAY, moment)
        return [timetable.standing(one, following, moment) for one in DAY]

    assert standings(at(7, 0)) == ["next", "ahead", "ahead"]
    assert standings(at(8, 10)) == ["now", "next", "ahead"]
    assert standings(at(12, 0)) == ["past", "past", "next"]
    assert standings(at(17, 0)) == ["past", "past", "past"]


def test_what_is_left_out_is_neither_on_nor_next() -> None:
    left_out = item(5, (8, 0), (8, 30), is_skipped=True)

    assert timetable.on_now([left_out], at(8, 10)) is None
    assert timetable.next_after([left_out], at(7, 0)) is None
    assert timetable.standing(left_out, None, at(8, 10)) == "skipped"
