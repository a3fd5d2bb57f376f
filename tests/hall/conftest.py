"""What tests of the hall need."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.hall.asking import LIVE, NEXT, QUEUED, SENT, Questions
from tests.hall.moderating import Hall, last_turn
from tests.things import Things


@pytest.fixture
def questions(app: Flask, things: Things) -> Questions:
    return Questions(app, things)


@pytest.fixture
def moderator(cast):
    return cast.moderator()


@pytest.fixture
def hall(app: Flask) -> Hall:
    return Hall(app)


@pytest.fixture
def turn_of(app: Flask) -> Callable[[int], int]:
    """The id of the newest turn of a question, for addresses."""

    def turn_id(number: int) -> int:
        with app.app_context():
            return last_turn(number).id

    return turn_id


@pytest.fixture
def four(questions, hall) -> dict[str, int]:
    """One question live, one next, one further back in the queue, one that was only sent."""
    numbers = {
        "live": questions.offered(LIVE, province="Lâm Đồng"),
        "next": questions.offered(NEXT, province="Cao Bằng"),
        "queued": questions.offered(QUEUED, province="Nghệ An"),
        "sent": questions.submitted(SENT, province="Hà Nội"),
    }
    for which in ("live", "next", "queued"):
        hall.queue_up(numbers[which])
    hall.take_live(numbers["live"])
    return numbers
