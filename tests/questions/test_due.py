"""How long there is until an answer is due, in working time."""

from datetime import datetime

import pytest

from confapp.clock import vietnam_time
from confapp.questions import due

THURSDAY, FRIDAY, MONDAY, TUESDAY = 13, 14, 17, 18


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2025 in Viet Nam."""
    return vietnam_time(datetime(2025, 11, day, hour, minute))  # noqa: DTZ001 – a wall time


@pytest.mark.parametrize(
    ("at", "due_at", "urgency", "words"),
    [
        (on(THURSDAY, 9), on(MONDAY, 9), "calm", "2 working days left"),
        (on(THURSDAY, 9), on(MONDAY, 8, 59), "calm", "15 working hours left"),
        (on(THURSDAY, 9), on(THURSDAY, 17), "soon", "7 working hours left"),
        (on(THURSDAY, 16), on(FRIDAY, 11), "soon", "4 working hours left"),
        (on(THURSDAY, 16), on(FRIDAY, 11, 1), "calm", "4 working hours left"),
        (on(FRIDAY, 16), on(MONDAY, 9), "soon", "2 working hours left"),
        (on(THURSDAY, 11, 30), on(THURSDAY, 13, 29), "soon", "59 minutes left"),
        (on(THURSDAY, 10), on(THURSDAY, 9), "late", "1 working hour late"),
        (on(THURSDAY, 9, 5), on(THURSDAY, 9), "late", "5 minutes late"),
        (on(MONDAY, 9), on(FRIDAY, 16), "late", "2 working hours late"),
        (on(TUESDAY, 9), on(FRIDAY, 9), "late", "2 working days late"),
    ],
)
def test_the_time_left_is_counted_as_offices_work(app, at, due_at, urgency, words) -> None:
    with app.test_request_context("/?lang=en"):
        assert due.in_words(due_at, at=at) == words
        assert due.urgency(due_at, at=at) == urgency


def test_nobody_reads_that_no_minute_is_left(app) -> None:
    with app.test_request_context("/?lang=en"):
        last = on(THURSDAY, 9).replace(second=1)
        assert due.in_words(last, at=on(THURSDAY, 9)) == "Less than a minute left"
        assert due.in_words(on(THURSDAY, 9), at=last) == "Less than a minute late"


def test_where_no_office_works_in_between_the_moment_itself_is_said(app) -> None:
    with app.test_request_context("/?lang=en"):
        assert due.in_words(on(THURSDAY, 18), at=on(THURSDAY, 17, 30)) == (
            "Due at 18:00 on 13/11/2025"
        )
        assert due.in_words(on(THURSDAY, 17), at=on(THURSDAY, 22)) == (
            "Late since 17:00 on 13/11/2025"
        )
