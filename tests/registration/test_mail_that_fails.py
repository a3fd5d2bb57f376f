"""Registering while the mail server fails: it answers at once, and no letter is lost."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from email.message import EmailMessage

import pytest
import sqlalchemy as sa
from flask import Flask

from confapp import create_app
from confapp.clock import now
from confapp.database import db
from confapp.mail.models import Message, Outage
from confapp.mail.sending import send_waiting
from tests.cast import Browser
from tests.conftest import set_clock
from tests.mailbox import free_port, mail_server
from tests.troubled_mail import TroubledServer, troubled

REFUSES = "refuses the connection"
TROUBLES = [
    REFUSES,
    "hangs",
    "hangs after the letter",
    "dies after the letter",
    "451 try again later",
    "421 closing",
]
AFTER_LETTER = {"hangs after the letter", "dies after the letter"}


class Failing:
    """A mail server in trouble, until it is back on the same port."""

    def __init__(self, trouble: str) -> None:
        self.trouble, self.port, self._open = trouble, free_port(), ExitStack()
        self.server: TroubledServer | None = None
        if trouble != REFUSES:
            self.server = self._open.enter_context(troubled(trouble, self.port))

    @property
    def visits(self) -> int:
        return self.server.visits if self.server else 0

    def stop(self) -> None:
        self._open.close()


@pytest.fixture(params=TROUBLES)
def failing(request: pytest.FixtureRequest) -> Iterator[Failing]:
    server = Failing(request.param)
    yield server
    server.stop()


@pytest.fixture
def app(environ: dict[str, str], failing: Failing) -> Iterator[Flask]:
    app = create_app(environ | {"CONFAPP_MAIL_URL": f"smtp://127.0.0.1:{failing.port}"})
    app.config.update(KEPT_SECONDS=0, MAIL_TIMEOUT_SECONDS=0.3)
    set_clock(app, 9, 0)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def register(app: Flask, fields) -> Callable[[str], None]:
    def registered(address: str) -> None:
        """Somebody on a browser of their own, who is led to their own page at once."""
        answer = Browser(app.test_client()).post("register", fields(email=address))
        assert (answer.status_code, answer.location) == (303, "/tap-huan-13-11-2025/me")

    return registered


def send(app: Flask, *, later: timedelta = timedelta()) -> None:
    app.config["CLOCK_OFFSET"] += later
    with app.app_context():
        send_waiting()


def ids(app: Flask, *, is_sent: bool) -> list[str]:
    with app.app_context():
        state = Message.sent_at.is_not(None) if is_sent else Message.sent_at.is_(None)
        return sorted(db.session.scalars(sa.select(Message.message_id).where(state)))


def test_registering_waits_for_no_server_and_each_letter_arrives_once_it_is_back(
    app, failing, register
) -> None:
    people = [f"dai-bieu-{number}@example.org" for number in range(3)]
    for address in people:
        register(address)
    assert failing.visits == 0
    written = ids(app, is_sent=False)

    for _minute in range(4):
        send(app, later=timedelta(minutes=1))
    assert (ids(app, is_sent=False), len(written)) == (written, 3)
    register("muon@example.org")
    failing.stop()
    app.config["MAIL_TIMEOUT_SECONDS"] = 20
    with mail_server(failing.port) as (mailbox, _url):
        send(app, later=timedelta(hours=1))

    assert sorted(letter["To"] for letter in mailbox.letters) == [*people, "muon@example.org"]
    assert sorted(letter["Message-ID"] for letter in mailbox.letters) == ids(app, is_sent=True)
    assert ids(app, is_sent=False) == []


@pytest.mark.parametrize("failing", sorted(AFTER_LETTER), indirect=True)
def test_a_letter_that_came_twice_has_the_same_id(app, failing, register) -> None:
    register("an@example.org")
    send(app)
    first = failing.server.await_letter()
    failing.stop()
    app.config["MAIL_TIMEOUT_SECONDS"] = 20

    with mail_server(failing.port) as (mailbox, _url):
        send(app, later=timedelta(minutes=2))

    [again] = mailbox.letters
    assert again["Message-ID"] == first["Message-ID"]
    assert words_of(again) == words_of(first)


@pytest.mark.parametrize("failing", ["hangs", "421 closing"], indirect=True)
def test_a_server_that_takes_nothing_is_tried_once_for_all_letters_and_then_less_often(
    app, failing, register
) -> None:
    for number in range(5):
        register(f"dai-bieu-{number}@example.org")

    visits = []
    for minutes in (0, 0, 1, 1, 1, 4, 1, 5):
        send(app, later=timedelta(minutes=minutes))
        visits.append(failing.visits)

    assert visits == [1, 1, 2, 2, 3, 4, 4, 5]
    with app.app_context():
        [outage] = db.session.scalars(sa.select(Outage))
        assert (outage.failures, outage.ended_at) == (5, None)


@pytest.mark.parametrize("failing", ["hangs"], indirect=True)
def test_an_outage_is_no_fault_of_the_letters_however_long_it_lasts(app, failing, register) -> None:
    register("an@example.org")
    for _hour in range(50):
        send(app, later=timedelta(hours=1))

    with app.app_context():
        [letter] = db.session.scalars(sa.select(Message))
        assert (letter.attempts, letter.given_up_at) == (0, None)


@pytest.mark.parametrize("failing", [REFUSES], indirect=True)
def test_the_first_letter_that_is_taken_ends_the_outage(app, failing, register) -> None:
    register("an@example.org")
    send(app)
    with mail_server(failing.port):
        send(app, later=timedelta(minutes=1))

    with app.app_context():
        [outage] = db.session.scalars(sa.select(Outage))
        assert outage.ended_at is not None
        assert now() - outage.ended_at < timedelta(minutes=1)


@pytest.mark.parametrize("failing", [REFUSES], indirect=True)
def test_registering_waits_for_no_queue_either(environ, failing, fields) -> None:
    app = create_app(environ | {"CONFAPP_REDIS_URL": f"redis://127.0.0.1:{failing.port}"})
    set_clock(app, 9, 0)

    answer = Browser(app.test_client()).post("register", fields())

    assert answer.status_code == 303
    assert len(ids(app, is_sent=False)) == 1
    with app.app_context():
        db.engine.dispose()


def words_of(letter: EmailMessage) -> list[str]:
    """What a reader sees of it, and the names of what is enclosed."""
    texts = [part.get_content() for part in letter.walk() if part.get_content_maintype() == "text"]
    return [letter["To"], letter["Subject"], *texts]
