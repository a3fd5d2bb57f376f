"""The letter that confirms a place brings the ticket, its code and the calendar."""

from io import BytesIO

import icalendar
import PIL.Image
import pytest
import sqlalchemy as sa
import zxingcpp

from confapp import create_app
from confapp.database import db
from confapp.mail.models import Message
from confapp.mail.sending import send_waiting
from confapp.registration import tickets
from confapp.registration.models import Registration
from tests.cast import Browser
from tests.conftest import set_clock
from tests.mailbox import mail_server
from tests.papers.reading import codes_in, words_of


@pytest.fixture
def posting(environ):
    """The program with a mail server, and what has arrived there."""
    with mail_server() as (mailbox, address):
        app = create_app(environ | {"CONFAPP_MAIL_URL": address})
        app.config["KEPT_SECONDS"] = 0
        set_clock(app, 9, 0)
        yield app, mailbox
        with app.app_context():
            db.engine.dispose()


def test_it_holds_the_paper_the_code_and_the_calendar(posting, fields) -> None:
    app, mailbox = posting
    Browser(app.test_client()).post("register", fields())

    with app.app_context():
        send_waiting()
        code = tickets.code_of(db.session.get_one(Registration, 1))

    letter = mailbox.letter_to("trang@example.org")
    kept = {part.get_filename(): part.get_content() for part in letter.iter_attachments()}
    assert sorted(kept) == ["agenda.ics", "ma-DB-0001.png", "ve-DB-0001.pdf"]
    assert codes_in(kept["ve-DB-0001.pdf"]) == [code]
    assert "Nguyễn Thị Thuỳ Trang" in words_of(kept["ve-DB-0001.pdf"])
    picture = PIL.Image.open(BytesIO(kept["ma-DB-0001.png"]))
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [code]
    calendar = icalendar.Calendar.from_ical(kept["agenda.ics"])
    assert len(calendar.walk("VEVENT")) > 5


def test_who_has_cancelled_by_then_gets_no_ticket(posting, fields) -> None:
    app, mailbox = posting
    browser = Browser(app.test_client())
    browser.post("register", fields())
    browser.post("me/cancellation")

    with app.app_context():
        send_waiting()

    assert list(mailbox.letter_to("trang@example.org").iter_attachments()) == []


def test_only_a_confirmation_brings_a_ticket(app, stranger, fields, cast) -> None:
    cast.organiser().post(
        "organise/places",
        {
            "in_person": "0",
            "online": "",
            "closes_at": "2025-11-13T17:00",
            "hours_to_confirm": "24",
        },
    )
    stranger.post("register", fields())

    with app.app_context():
        assert list(db.session.scalars(sa.select(Message.enclosure))) == [None]
