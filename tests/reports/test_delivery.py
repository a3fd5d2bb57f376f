"""Organisers read in words why a letter does not arrive, and note what came back."""

import html
import re

import pytest
import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.clock import now
from confapp.database import db
from confapp.mail import delivery, outages


def acts(app, subject: str) -> list[str]:
    with app.app_context():
        noted = sa.select(AuditEntry.act).filter_by(subject=subject).order_by(AuditEntry.id)
        return [act for act in db.session.scalars(noted) if act != "read"]


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("550 5.1.1 <an@x.vn>: Recipient address rejected", "Địa chỉ này không tồn tại"),
        ("550 no such user", "Địa chỉ này không tồn tại"),
        ("552 5.2.2 over quota", "Hộp thư đã đầy"),
        ("452 4.2.2 over quota", "Hộp thư đã đầy"),
        ("554 5.7.1 spam", "Máy chủ thư của người nhận từ chối"),
        ("451 4.7.1 greylisted", "Máy chủ thư của người nhận đề nghị"),
        ("421 closing", "Máy chủ thư hiện không nhận thư"),
        ("no answer", "Máy chủ thư không trả lời kịp"),
        ("broken off", "Kết nối bị ngắt"),
        ("unreachable: [Errno 111] Connection refused", "Không kết nối được"),
        ("login refused: 535 bad", "Máy chủ thư không chấp nhận"),
        ("sender refused: 553 who", "Máy chủ thư không cho"),
        ("no address", "Đại biểu này không có địa chỉ"),
    ],
)
def test_each_failure_is_one_sentence_for_an_organiser(app, note, sentence) -> None:
    with app.test_request_context():
        assert delivery.explained(note).startswith(sentence)


def test_what_failed_for_good_says_why_and_how_often_it_was_tried(cast, day) -> None:
    letter_id = day.letter("given up")

    page = html.unescape(cast.organiser().get(f"organise/letters/{letter_id}?lang=en").text)

    assert "The recipient's server asks to try again later. Tried 1 time." in page
    assert "<code>450 mailbox busy</code>" in page
    assert "Next try" not in page


def test_a_letter_that_came_back_is_not_delivered_and_says_so_with_its_note(app, cast, day) -> None:
    letter_id = day.letter("sent")
    organiser = cast.organiser()

    answer = organiser.post(f"organise/letters/{letter_id}/return", {"note": "Không còn <b>"})
    again = organiser.post(f"organise/letters/{letter_id}/return", {"note": "khác"})

    assert (answer.status_code, again.status_code) == (303, 303)
    page = organiser.get("organise/letters?state=dead&lang=en").text
    assert "Came back; noted at 09:00 on 13/11/2025. It says: Không còn &lt;b&gt;" in page
    assert acts(app, f"letter {letter_id}") == ["came back"]


def test_the_delegate_page_says_that_a_letter_did_not_arrive(cast, things, day) -> None:
    delegate_id = things.registration(email="an@example.org", phone="0912345678")
    things.registration(email="khac@example.org")
    letter_id = day.letter("sent", recipient="an@example.org")
    day.letter("sent", recipient="khac@example.org", subject="Thư của người khác")
    organiser = cast.organiser()
    before = organiser.get(f"organise/delegates/{delegate_id}?lang=en").text
    organiser.post(f"organise/letters/{letter_id}/return", {"note": ""})

    after = organiser.get(f"organise/delegates/{delegate_id}?lang=en").text

    sentence = "The newest letter did not reach this delegate."
    assert (sentence in before, sentence in after) == (False, True)
    assert re.findall(r'data-tone="stopped">(.*?)</span>', after) == ["Not delivered"]
    assert "Thư của người khác" not in after


@pytest.mark.parametrize("state", ["waiting", "failed", "given up"])
def test_only_what_was_sent_can_come_back(cast, day, state) -> None:
    letter_id = day.letter(state)

    answer = cast.organiser().post(f"organise/letters/{letter_id}/return?lang=en", {"note": ""})

    assert answer.status_code == 409
    assert "Only a letter that has been sent can come back." in answer.text
    assert day.kept(letter_id).came_back_at is None


def test_a_note_that_is_too_long_is_kept_in_its_field(cast, day) -> None:
    letter_id, note = day.letter("sent"), "x" * 301

    answer = cast.organiser().post(f"organise/letters/{letter_id}/return", {"note": note})

    assert answer.status_code == 422
    assert f'value="{note}"' in answer.text
    assert 'id="note-error"' in answer.text


def test_a_letter_that_came_back_can_be_sent_again(cast, day) -> None:
    letter_id = day.letter("came back")

    cast.organiser().post(f"organise/letters/{letter_id}/sending")

    kept = day.kept(letter_id)
    assert (kept.sent_at, kept.came_back_at, kept.came_back_note) == (None, None, "")


def test_a_letter_without_an_address_is_never_sent_again(cast, day) -> None:
    letter_id = day.letter(recipient="dai-bieu-1@khong-co.invalid")
    organiser = cast.organiser()

    alone = organiser.post(f"organise/letters/{letter_id}/sending")
    organiser.post("organise/letters/sending")

    assert alone.status_code == 409
    assert day.kept(letter_id).given_up_at is not None


def test_all_that_were_given_up_are_sent_again_at_once(app, cast, day) -> None:
    given_up = [day.letter("given up") for _ in range(3)]
    others = [day.letter("came back"), day.letter("sent"), day.letter("failed")]
    foreign = day.letter("given up", event_id=day.other_event())

    answer = cast.organiser().post("organise/letters/sending")

    assert answer.location.endswith("/organise/letters?state=waiting")
    assert [day.kept(one).given_up_at for one in given_up] == [None] * 3
    assert [day.kept(one).attempts for one in others] == [0, 0, 1]
    assert day.kept(foreign).given_up_at is not None
    assert acts(app, "3 letters") == ["sent again"]


def test_organisers_read_that_the_mail_server_takes_nothing(app, cast, day) -> None:
    organiser = cast.organiser()
    assert "Máy chủ thư" not in organiser.get("organise/").text
    with app.app_context():
        outages.note("unreachable: [Errno 111] Connection refused", at=now())
        db.session.commit()

    for page in (organiser.get("organise/").text, organiser.get("organise/letters").text):
        assert "Máy chủ thư không nhận thư nào từ 09:00 ngày 13/11/2025." in page
        assert "Không kết nối được với máy chủ thư." in page
        assert "Thử lại lúc 09:01 ngày 13/11/2025." in page
    assert "Errno" not in page


def test_sending_again_tries_the_server_at_once(app, cast, day) -> None:
    letter_id = day.letter("given up")
    with app.app_context():
        outages.note("no answer", at=now())
        db.session.commit()

    cast.organiser().post(f"organise/letters/{letter_id}/sending")

    with app.app_context():
        assert db.session.scalars(outages.present()).one().next_attempt_at <= now()
