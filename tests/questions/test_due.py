"""How long there is until an answer is due."""

from datetime import UTC, datetime, timedelta

import pytest

from confapp.questions import due

DUE = datetime(2025, 11, 13, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "urgency", "number"),
    [
        (timedelta(hours=49), "calm", "2"),
        (timedelta(hours=47, minutes=59), "calm", "47"),
        (timedelta(hours=4), "calm", "4"),
        (timedelta(hours=3, minutes=59), "soon", "3"),
        (timedelta(minutes=59), "soon", "59"),
        (timedelta(minutes=1), "soon", "1"),
        (timedelta(hours=48), "calm", "2"),
        (timedelta(minutes=-1), "late", "1"),
        (timedelta(hours=-3), "late", "3"),
        (timedelta(hours=-47), "late", "47"),
        (timedelta(days=-2), "late", "2"),
    ],
)
def test_the_time_left_is_said_in_words(inside, before, urgency, number) -> None:
    at = DUE - before

    assert due.urgency(DUE, at=at) == urgency
    assert number in due.in_words(DUE, at=at).split()


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=59), "Less than a minute left"),
        (timedelta(), "Less than a minute left"),
        (timedelta(seconds=-1), "Less than a minute late"),
    ],
)
def test_nobody_reads_that_no_minute_is_left(app, before, words) -> None:
    with app.test_request_context("/?lang=en"):
        assert due.in_words(DUE, at=DUE - before) == words
