"""Letters: written in the same transaction, sent once by the worker, lost never."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from confapp import create_app
from confapp.clock import now
from confapp.database import db
from confapp.mail import outbox
from confapp.mail.models import LAST_ATTEMPT, Attachment, Message
from confapp.mail.sending import send_waiting
from tests.mailbox import Mailbox, html_text, mail_server, plain_text


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    with mail_server() as served:
        yield served


@pytest.fixture
def posting(environ: dict[str, str], mailbox) -> Iterator[tuple[Flask, Mailbox]]:
    app = create_app(environ | {"CONFAPP_MAIL_URL": mailbox[1]})
    with app.app_context():
        yield app, mailbox[0]
        db.session.remove()
        db.engine.dispose()


def write(subject: str = "Vé của Ông/Bà") -> Message:
    letter = outbox.write(
        "an@example.org",
        subject,
        "Kính gửi Ông Nguyễn Văn An,",
        at=now(),
        attachments=[
            Attachment(name="Vé tham dự.txt", content_type="text/plain", content="vé".encode())
        ],
    )
    db.session.commit()
    return letter


def test_a_letter_arrives_as_it_was_written(posting) -> None:
    _app, mailbox = posting
    written = write()

    send_waiting()

    [letter] = mailbox.letters
    assert letter["To"] == "an@example.org"
    assert letter["Subject"] == "Vé của Ông/Bà"
    assert letter["Message-ID"] == written.message_id
    assert plain_text(letter).strip() == "Kính gửi Ông Nguyễn Văn An,"
    [attached] = letter.iter_attachments()
    assert attached.get_filename() == "Vé tham dự.txt"


def test_a_letter_is_sent_once(posting) -> None:
    _app, mailbox = posting
    write()

    send_waiting()
    send_waiting()

    assert len(mailbox.letters) == 1


def test_a_server_that_refuses_for_now_gets_it_later_under_the_same_id(posting) -> None:
    app, mailbox = posting
    written = write()
    mailbox.refusal = "451 try again later"
    send_waiting()
    assert mailbox.letters == []
    assert "451" in (written.last_error or "")

    mailbox.refusal = ""
    app.config["CLOCK_OFFSET"] += timedelta(minutes=2)
    send_waiting()

    assert [letter["Message-ID"] for letter in mailbox.letters] == [written.message_id]


def test_a_letter_that_is_refused_for_a_day_is_given_up_and_says_why(posting) -> None:
    app, mailbox = posting
    written = write()
    mailbox.refusal = "451 no"

    for _hour in range(LAST_ATTEMPT + 2):
        send_waiting()
        app.config["CLOCK_OFFSET"] += timedelta(hours=1)

    assert (written.attempts, written.given_up_at is not None) == (LAST_ATTEMPT, True)
    assert written.last_error == "451 no"


def test_without_a_server_letters_wait(app: Flask) -> None:
    with app.app_context():
        write()
        send_waiting()

        assert len(db.session.scalars(outbox.waiting(now())).all()) == 1


def test_a_letter_of_a_failed_unit_of_work_is_never_sent(app: Flask) -> None:
    with app.app_context():
        outbox.write("an@example.org", "s", "t", at=now())
        db.session.rollback()

        assert db.session.scalars(sa.select(Message)).all() == []


@pytest.mark.parametrize("subject", ["Chào\r\nBcc: evil@example.org", "a\nb"])
def test_a_subject_adds_no_header(posting, subject: str) -> None:
    _app, mailbox = posting
    write(subject)

    send_waiting()

    [letter] = mailbox.letters
    assert letter["Bcc"] is None
    assert letter["Subject"] == " ".join(subject.split())


@pytest.mark.parametrize("address", ["a@b.vn, evil@x.y", "A <a@b.vn>", "trаng@example.org", ""])
def test_a_letter_has_one_plain_recipient(app: Flask, address: str) -> None:
    with app.app_context(), pytest.raises(ValueError, match="one recipient"):
        outbox.write(address, "s", "t", at=now())


def test_a_letter_is_text_and_html_with_the_attachment_beside_both(posting) -> None:
    _app, mailbox = posting
    write()

    send_waiting()

    [letter] = mailbox.letters
    parts = [part.get_content_type() for part in letter.walk() if not part.is_multipart()]
    assert parts == ["text/plain", "text/html", "text/plain"]
    assert letter.get_content_type() == "multipart/mixed"
    assert "<p>Kính gửi Ông Nguyễn Văn An,</p>" in html_text(letter)


def test_a_letter_whose_recipient_leaves_while_it_is_sent_stops_nothing(posting) -> None:
    app, mailbox = posting
    leaving, staying = write().id, write("Thư thứ hai").id

    def take_away() -> None:
        with app.app_context():
            db.session.execute(sa.delete(Message).where(Message.id == leaving))
            db.session.commit()

    mailbox.on_arrival = take_away

    send_waiting()

    assert len(mailbox.letters) == 2
    [left] = db.session.scalars(sa.select(Message))
    assert (left.id, left.sent_at is not None) == (staying, True)
