"""When things will happen after what was done on the running day, rule by rule."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from confapp.agenda.forecast import SHORTEST_ITEM, forecast
from confapp.agenda.models.day import EXTEND, FINISH, HOLD_END, RELEASE_END, SKIP, START, DayAct
from confapp.agenda.programme import items_of
from confapp.i18n import clock_time
from tests.agenda.planning import (
    AFTERNOON,
    MORNING,
    SMALL,
    a_session,
    an_act,
    an_item,
    moment,
    the_day,
    the_item,
    times,
)

DAY = the_day()
PLAN = MORNING | AFTERNOON
HELD = DayAct(kind=HOLD_END, session_id=1, item_id=None, minutes=0, at=moment("09:50"))


def plus(minutes: int, title: str = "second") -> DayAct:
    return an_act(DAY, EXTEND, title, minutes=minutes)


def expected(*acts: DayAct) -> dict[str, tuple[str, str]]:
    return times(forecast(DAY, acts))


def changed(*acts: DayAct) -> dict[str, tuple[str, str]]:
    """Only the items that are not expected as planned."""
    return {title: when for title, when in expected(*acts).items() if when != PLAN[title]}


def test_as_long_as_nothing_is_done_the_plan_is_what_is_expected() -> None:
    assert expected() == PLAN
    assert forecast(DAY, []) == DAY


def test_ten_minutes_more_for_the_second_briefing_are_taken_from_the_break_alone() -> None:
    assert changed(plus(10)) == {"second": ("09:35", "10:10"), "break": ("10:10", "10:15")}


def test_ten_minutes_more_once_again_move_what_comes_after_the_shortened_break() -> None:
    assert changed(plus(10), plus(10)) == {
        "second": ("09:35", "10:20"),
        "break": ("10:20", "10:25"),
        "third": ("10:25", "10:50"),
        "fourth": ("10:50", "11:15"),
        "fifth": ("11:15", "11:40"),
    }


def test_the_end_of_lunch_holds_when_the_morning_runs_late() -> None:
    late = changed(*[plus(10)] * 8)

    assert late["fifth"] == ("12:15", "12:40")
    assert set(late) & set(AFTERNOON) == set()


def test_a_delay_longer_than_lunch_leaves_three_quarters_of_an_hour_of_it() -> None:
    late = expected(*[plus(10)] * 9)

    assert late["fifth"] == ("12:25", "12:50")
    assert late["questions"] == ("13:35", "15:05")
    assert late["tea"] == ("15:05", "15:15")
    assert late["more"] == PLAN["more"]


def test_a_lunch_that_is_an_item_keeps_its_end_and_at_least_three_quarters_of_an_hour() -> None:
    day = (
        a_session(
            1,
            "10:00",
            "15:00",
            an_item(1, "10:00", "11:30", title="talk"),
            an_item(2, "11:30", "13:00", title="lunch", kind="break"),
            an_item(3, "13:00", "15:00", title="after"),
        ),
    )

    def after(*minutes: int) -> dict[str, tuple[str, str]]:
        return times(forecast(day, [an_act(day, EXTEND, "talk", minutes=m) for m in minutes]))

    assert after(45)["lunch"] == ("12:15", "13:00")
    assert after(50)["lunch"] == ("12:20", "13:05")
    assert after(50)["after"] == ("13:05", "15:05")


def test_a_held_end_is_kept_by_shortening_what_is_ahead_in_proportion() -> None:
    held = expected(
        *[an_act(DAY, START, "second", now="09:35"), plus(10), plus(10)],
        HELD,
    )

    assert held["second"] == ("09:35", "10:20")
    assert held["fifth"][1] == "11:30"
    lengths = [
        item.times.length.total_seconds() / 60
        for item in forecast(
            DAY, [an_act(DAY, START, "second", now="09:35"), *[plus(10)] * 2, HELD]
        )[0].items[6:]
    ]
    assert sum(lengths) == 65
    assert max(lengths) - min(lengths) <= 2


def test_however_late_it_is_each_item_ahead_keeps_five_minutes() -> None:
    [morning, _afternoon] = forecast(
        DAY, [an_act(DAY, START, "second", now="09:35"), *[plus(10)] * 12, HELD]
    )

    assert [item.times.length for item in morning.items[6:]] == [SHORTEST_ITEM] * 3
    assert clock_time(morning.ends_at) == "12:20"
    assert morning.end_is_held


def test_an_end_that_is_let_go_moves_again() -> None:
    released = DayAct(kind=RELEASE_END, session_id=1, item_id=None, minutes=0, at=HELD.at)

    assert expected(*[plus(10)] * 2, HELD, released) == expected(*[plus(10)] * 2)


def test_what_is_left_out_takes_no_time_and_nothing_comes_before_its_plan() -> None:
    without = forecast(DAY, [an_act(DAY, SKIP, "third")])

    assert the_item(without, "third").is_skipped
    assert changed(an_act(DAY, SKIP, "third")) == {"third": ("10:15", "10:15")}


def test_leaving_something_out_makes_up_for_a_delay() -> None:
    made_up = changed(plus(10), plus(10), an_act(DAY, SKIP, "third"))

    assert set(made_up) == {"second", "break", "third"}


def test_an_early_end_leaves_what_follows_at_its_plan() -> None:
    early = [
        an_act(DAY, START, "second", now="09:35"),
        an_act(DAY, FINISH, "second", now="09:50"),
    ]

    assert changed(*early) == {"second": ("09:35", "09:50")}


def test_what_is_ended_in_the_minute_in_which_it_started_lasted_a_minute() -> None:
    at_once = [an_act(DAY, kind, "second", now="09:35") for kind in (START, FINISH)]

    assert expected(*at_once)["second"] == ("09:35", "09:36")


def test_somebody_may_start_earlier_than_planned() -> None:
    assert expected(an_act(DAY, START, "second", now="09:30"))["second"] == ("09:30", "09:55")


def test_a_late_start_moves_what_follows() -> None:
    late = changed(an_act(DAY, START, "fifth", now="11:12"))

    assert late == {"fifth": ("11:12", "11:37")}
    [morning, _afternoon] = forecast(DAY, [an_act(DAY, START, "fifth", now="11:12")])
    assert clock_time(morning.ends_at) == "11:37"


def test_a_start_ends_what_ran_in_the_same_room() -> None:
    both = [
        an_act(DAY, START, "first", now="09:10"),
        an_act(DAY, START, "second", now="09:32"),
    ]

    assert expected(*both)["first"] == ("09:10", "09:32")


def test_a_start_does_not_end_what_runs_in_another_room() -> None:
    day = (
        a_session(
            1,
            "08:00",
            "10:00",
            an_item(1, "08:00", "09:00", title="hall"),
            an_item(2, "08:15", "09:00", title="small", room_id=SMALL),
        ),
    )
    acts = [an_act(day, START, "hall", now="08:00"), an_act(day, START, "small", now="08:15")]

    assert times(forecast(day, acts)) == {"hall": ("08:00", "09:00"), "small": ("08:15", "09:00")}


def test_what_was_ended_or_left_out_can_be_started_again() -> None:
    again = [
        an_act(DAY, SKIP, "second", now="09:30"),
        an_act(DAY, START, "second", now="09:36"),
    ]

    assert expected(*again)["second"] == ("09:36", "10:01")


TITLES = st.sampled_from(list(PLAN))
PRESSES = st.lists(
    st.one_of(
        st.builds(lambda title, m: plus(m, title), TITLES, st.sampled_from([5, 10])),
        st.builds(lambda title: an_act(DAY, SKIP, title), TITLES),
    ),
    max_size=12,
)


@given(PRESSES, st.booleans())
def test_nothing_comes_before_its_plan_unless_it_was_started(acts, is_held) -> None:
    for item in items_of(forecast(DAY, [*acts, HELD] if is_held else acts)):
        assert item.starts_at >= item.planned.starts_at


@given(PRESSES, st.booleans())
def test_the_order_stays_and_no_two_items_come_to_overlap(acts, is_held) -> None:
    items = items_of(forecast(DAY, [*acts, HELD] if is_held else acts))

    assert [item.id for item in items] == sorted(item.id for item in items)
    assert all(b.starts_at >= a.ends_at for a, b in pairwise(items))
    assert not any(a.times.overlaps(b.times) for a, b in combinations(items, 2))


@given(st.lists(st.sampled_from([5, 10]), max_size=14))
def test_a_held_end_holds_as_long_as_what_is_ahead_can_shrink(more) -> None:
    acts = [an_act(DAY, START, "second", now="09:35"), *map(plus, more), HELD]
    [morning, _afternoon] = forecast(DAY, acts)
    least = moment("10:00") + sum(
        [SHORTEST_ITEM] * 4, start=morning.items[4].times.length - DAY[0].items[4].times.length
    )

    assert morning.ends_at == max(moment("11:30"), least)


def test_what_is_ahead_is_not_shortened_for_a_delay_that_a_gap_takes_up() -> None:
    assert changed(plus(10), HELD) == changed(plus(10))


def test_a_held_end_holds_when_the_last_item_is_the_one_that_gets_longer() -> None:
    assert expected(plus(10, "fifth"), HELD)["fifth"][1] == "11:30"


def test_what_has_begun_by_the_clock_is_not_shortened() -> None:
    late = expected(*[plus(10)] * 3, HELD)

    assert {title: late[title] for title in ("welcome", "opening", "overview", "first")} == {
        title: PLAN[title] for title in ("welcome", "opening", "overview", "first")
    }
