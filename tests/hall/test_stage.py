"""One question is live at a time, and the screen can go dark."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa

from confapp.database import db
from confapp.errors import Refusal
from confapp.hall import queue, stage
from confapp.hall.models import Blanking, Turn
from tests.cast import the_event


def test_a_queued_question_goes_live_and_is_answered(questions, hall):
    number = questions.offered()
    hall.queue_up(number)

    hall.take_live(number)
    assert (hall.live(), hall.queued()) == (number, [])
    hall.end(number, queue.ANSWERED)

    assert (hall.live(), hall.queued()) == (None, [])
    assert [act for act, _subject in hall.acts()] == [
        "queue",
        "take live",
        "end as answered",
        "owe answer",
    ]
    assert hall.version() == 3


def test_a_second_question_is_refused_and_told_which_one_is_live(questions, hall):
    first, second = questions.offered(), questions.offered()
    for number in (first, second):
        hall.queue_up(number)
    hall.take_live(first)

    with pytest.raises(Refusal) as refusal:
        hall.take_live(second)

    assert f"HĐ-{first:04d}" in str(refusal.value)
    assert (hall.live(), hall.queued()) == (first, [second])


def test_taking_the_same_question_twice_is_the_same_as_once(app, questions, hall, clock):
    number = questions.offered()
    hall.queue_up(number)
    clock(9, 0)
    hall.take_live(number)
    clock(9, 5)

    hall.take_live(number)

    with app.app_context():
        since = stage.live_turn(the_event()).live_at
    assert f"{since:%H:%M}" == "02:00"  # 09:00 in Viet Nam
    assert [act for act, _subject in hall.acts()].count("take live") == 1


def test_what_is_put_aside_goes_back_to_the_end_of_the_queue(questions, hall, clock, turn_of):
    first = questions.offered(province="Lâm Đồng")
    second = questions.offered(province="Cao Bằng")
    for number in (first, second):
        hall.queue_up(number)
    hall.take_live(first)
    clock(9, 30)
    turn_id = turn_of(first)

    hall.end(first, queue.PUT_ASIDE, turn_id=turn_id)
    hall.end(first, queue.PUT_ASIDE, turn_id=turn_id)

    assert (hall.live(), hall.queued()) == (None, [second, first])


def test_what_was_answered_cannot_be_put_aside(questions, hall):
    number = questions.offered()
    hall.queue_up(number)
    hall.take_live(number)
    hall.end(number, queue.ANSWERED)
    hall.end(number, queue.ANSWERED)

    with pytest.raises(Refusal):
        hall.end(number, queue.PUT_ASIDE)


def test_what_only_waits_cannot_be_answered(questions, hall):
    number = questions.offered()
    hall.queue_up(number)

    with pytest.raises(Refusal):
        hall.end(number, queue.ANSWERED)

    assert hall.queued() == [number]


def test_of_ten_takes_at_once_one_question_is_live(app, questions, hall):
    numbers = [questions.offered() for _one in range(10)]
    for number in numbers:
        hall.queue_up(number)
    start = Barrier(len(numbers))

    def take(number: int) -> str:
        start.wait()
        try:
            hall.take_live(number)
        except Refusal as refusal:
            return str(refusal)
        return "live"

    with ThreadPoolExecutor(len(numbers)) as pool:
        came = list(pool.map(take, numbers))

    live = hall.live()
    with app.app_context():
        taken = sa.select(sa.func.count()).select_from(Turn).where(Turn.live_at.is_not(None))
        assert db.session.scalar(taken) == 1
    assert numbers[came.index("live")] == live
    assert all(f"HĐ-{live:04d}" in sentence for sentence in came if sentence != "live")
    assert came.count("live") == 1


def test_of_ten_times_the_same_question_queued_at_once_one_turn_comes(questions, hall):
    number = questions.offered()
    start = Barrier(10)

    def put(_one: int) -> None:
        start.wait()
        hall.queue_up(number)

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(put, range(10)))

    assert hall.queued() == [number]


def test_a_dark_screen_shows_nothing_until_it_is_lit(app, questions, hall):
    number = questions.offered()
    hall.queue_up(number)
    hall.take_live(number)

    hall.blank()
    hall.blank()
    with app.app_context():
        assert stage.shown(the_event()) == stage.Stage(None, None, is_blank=True)
    hall.light()
    hall.light()

    with app.app_context():
        shown = stage.shown(the_event())
        assert (shown.live.question.number, shown.next, shown.is_blank) == (number, None, False)
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Blanking)) == 1
    assert [act for act, _subject in hall.acts()][-2:] == ["blank", "light"]
