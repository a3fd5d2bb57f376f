"""The page of a question says when it is before the hall."""

import pytest

from confapp.clock import now
from confapp.hall import queue
from confapp.i18n import clock_time
from tests.hall.asking import the_question

RAISED = "Being raised in the hall now"
ANSWERED = "Answered at the conference at"


@pytest.fixture
def asker_of(app, cast):
    """The browser of who asked."""

    def browser(number: int):
        with app.app_context():
            asker_id = the_question(number).asker_id
        return cast.delegate(asker_id)

    return browser


def test_the_asker_reads_that_the_question_is_raised_and_was_answered(
    app, questions, hall, asker_of, clock
):
    number = questions.offered()
    asker = asker_of(number)
    path = f"questions/{number}/live?lang=en"
    hall.queue_up(number)

    waiting = asker.get(path)
    hall.take_live(number)
    raised = asker.get(path, headers={"If-None-Match": waiting.headers["ETag"]})
    clock(14, 30)
    hall.end(number, queue.ANSWERED)
    answered = asker.get(path, headers={"If-None-Match": raised.headers["ETag"]})

    with app.test_request_context():
        time = clock_time(now())
    assert (raised.status_code, answered.status_code) == (200, 200)
    assert (RAISED in waiting.text, ANSWERED in waiting.text) == (False, False)
    assert RAISED in raised.text
    assert f"{ANSWERED} {time}" in answered.text
    assert RAISED not in answered.text


def test_a_question_that_was_put_aside_is_not_before_the_hall(questions, hall, asker_of):
    number = questions.offered()
    hall.queue_up(number)
    hall.take_live(number)
    hall.end(number, queue.PUT_ASIDE)

    page = asker_of(number).get(f"questions/{number}?lang=en").text

    assert RAISED not in page
    assert ANSWERED not in page
