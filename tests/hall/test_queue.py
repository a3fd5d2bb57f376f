"""What may enter the hall's queue, and in which order it comes up."""

import pytest

from confapp.database import db
from confapp.errors import Refusal
from confapp.hall import queue
from tests.cast import the_event


def test_a_question_that_a_department_has_may_be_queued_once(questions, hall):
    number = questions.offered()

    hall.queue_up(number)
    hall.queue_up(number)

    assert hall.queued() == [number]
    assert [act for act, _subject in hall.acts()] == ["queue"]
    assert hall.version() == 1


def test_a_question_that_was_only_sent_never_reaches_the_queue(questions, hall):
    number = questions.submitted()

    with pytest.raises(Refusal) as refusal:
        hall.queue_up(number)

    assert f"HĐ-{number:04d}" in str(refusal.value)
    assert hall.queued() == []


def test_provinces_not_heard_yet_come_first_then_who_has_waited_longest(questions, hall, clock):
    heard = questions.offered(province="Lâm Đồng")
    again, cao_bang, nghe_an = (
        questions.offered(province=name) for name in ("Lâm Đồng", "Cao Bằng", "Nghệ An")
    )
    clock(9, 0)
    for number in (heard, again, nghe_an, cao_bang):
        hall.queue_up(number)

    assert hall.queued() == [heard, again, nghe_an, cao_bang]
    hall.take_live(heard)
    assert hall.queued() == [nghe_an, cao_bang, again]


def test_a_province_whose_question_was_put_aside_has_not_been_heard(questions, hall, clock):
    first = questions.offered(province="Lâm Đồng")
    second = questions.offered(province="Lâm Đồng")
    third = questions.offered(province="Cao Bằng")
    clock(9, 0)
    hall.queue_up(first)
    clock(9, 1)
    hall.queue_up(second)
    clock(9, 2)
    hall.queue_up(third)
    hall.take_live(first)
    clock(9, 10)

    hall.end(first, queue.PUT_ASIDE)

    assert hall.queued() == [second, third, first]


def test_what_is_taken_off_the_queue_may_come_back(questions, hall):
    number = questions.offered()
    hall.queue_up(number)

    hall.take_off(number)
    assert hall.queued() == []
    hall.queue_up(number)

    assert hall.queued() == [number]


def test_what_is_on_the_screen_cannot_be_taken_off_the_queue(questions, hall):
    number = questions.offered()
    hall.queue_up(number)
    hall.take_live(number)

    with pytest.raises(Refusal):
        hall.take_off(number)

    assert hall.live() == number


def test_a_question_answered_in_the_hall_does_not_come_again(questions, hall):
    number = questions.offered()
    hall.queue_up(number)
    hall.take_live(number)
    hall.end(number, queue.ANSWERED)

    with pytest.raises(Refusal):
        hall.queue_up(number)

    assert hall.queued() == []


def test_moderators_find_what_may_be_queued_by_number_or_words_without_marks(app, questions, hall):
    licence = questions.offered("Giấy phép sử dụng tần số cấp thế nào?")
    mark = questions.offered("Đăng ký nhãn hiệu tập thể ở đâu?")
    in_queue = questions.offered("Nhãn hiệu chứng nhận do ai cấp?")
    questions.submitted("Nhãn hiệu của bưu chính do ai cấp?")
    hall.queue_up(in_queue)

    def found(words: str) -> list[int]:
        with app.app_context():
            rows = db.session.scalars(queue.queueable(the_event(), words=words))
            return [question.number for question in rows]

    assert found("") == [licence, mark]
    assert found("nhan hieu") == [mark]
    assert found(f"HĐ-{mark:04d}") == [mark]
    assert found("khong co") == []
