"""Delegates ask, and get a number."""

import unicodedata
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from confapp.audit import AuditEntry
from confapp.clock import now
from confapp.database import db
from confapp.questions.models import Question
from tests.conftest import set_clock
from tests.questions.making import TEXT

BASE = "/tap-huan-13-11-2025"


def kept(app: Flask) -> list[tuple[int, str]]:
    with app.app_context():
        rows = db.session.scalars(sa.select(Question).order_by(Question.number))
        return [(question.number, question.text) for question in rows]


@pytest.fixture
def an(things, cast):
    """Nguyễn Văn An, who has registered, on a browser."""
    return cast.delegate(things.registration("Nguyễn Văn An"))


def test_a_question_gets_its_number_and_a_page(app, an, fields) -> None:
    answer = an.post("questions/new", fields())

    assert (answer.status_code, answer.location) == (303, f"{BASE}/questions/1")
    assert kept(app) == [(1, TEXT)]
    page = an.get("questions/1").text
    assert "HĐ-0001" in page
    assert TEXT in page


def test_a_question_waits_until_a_moderator_has_read_it(app, an, fields) -> None:
    an.post("questions/new", fields(domain="shtt"))

    with app.app_context():
        question = db.session.scalars(sa.select(Question)).one()
        assert (question.domain.code, question.acceptance, question.offer) == ("shtt", None, None)


def test_the_same_form_sent_twice_counts_once(app, an, fields) -> None:
    form = fields()

    first, second = an.post("questions/new", form), an.post("questions/new", form)

    assert first.location == second.location == f"{BASE}/questions/1"
    assert kept(app) == [(1, TEXT)]


def test_somebody_elses_form_leads_to_nothing_of_theirs(app, an, cast, things, fields) -> None:
    form = fields(text="Câu hỏi riêng của ông An về hồ sơ chuyển tiếp")
    an.post("questions/new", form)
    other = cast.delegate(things.registration("Trần Thị Khác"))

    answer = other.post("questions/new", form | {"text": "Câu hỏi của người khác, cùng mã"})

    assert answer.status_code == 409
    assert "Câu hỏi của người khác, cùng mã" in answer.text
    assert len(kept(app)) == 1


def test_words_are_kept_in_nfc_and_found_without_marks(app, an, fields) -> None:
    an.post("questions/new", fields(text=unicodedata.normalize("NFD", "Cấp phép ở đâu, thưa Bộ?")))

    with app.app_context():
        question = db.session.scalars(sa.select(Question)).one()
        assert question.text == "Cấp phép ở đâu, thưa Bộ?"
        assert question.searchable == "hd-0001 cap phep o dau, thua bo?"


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "   \n  "},
        {"text": "Quá ngắn"},
        {"text": "Dài " * 5_000},
        {"domain": ""},
        {"domain": "does-not-exist"},
    ],
    ids=["empty", "blank", "short", "20,000 characters", "no domain", "unknown domain"],
)
def test_a_wrong_form_says_so_at_the_field_and_keeps_what_was_typed(app, an, fields, wrong) -> None:
    sent = fields(shows_name="yes") | wrong

    answer = an.post("questions/new", sent)

    assert answer.status_code == 422
    [field] = wrong
    assert f'id="{field}-error"' in answer.text
    assert sent["text"].strip() in answer.text
    assert sent["submission_id"] in answer.text
    yes = answer.text[answer.text.index('id="shows_name-1"') - 40 :][:120]
    assert "checked" in yes
    assert kept(app) == []


def test_exactly_fifteen_and_exactly_fifteen_hundred_characters_are_accepted(
    app, an, fields
) -> None:
    for text in ("ắ" * 15, "ộ" * 1500):
        assert an.post("questions/new", fields(text=text)).status_code == 303

    assert [len(text) for _number, text in kept(app)] == [15, 1500]


def test_line_breaks_count_as_one_character(app, an, fields) -> None:
    text = "\r\n".join(["a" * 749, "b" * 750])

    assert an.post("questions/new", fields(text=text)).status_code == 303
    assert len(kept(app)[0][1]) == 1500


def test_the_sixth_question_within_five_minutes_waits_and_is_not_lost(app, an, fields) -> None:
    for number in range(5):
        an.post("questions/new", fields(text=f"Câu hỏi thứ {number} của cùng một người"))

    answer = an.post("questions/new", fields(text="Câu hỏi thứ sáu, còn giữ nguyên"))

    assert answer.status_code == 429
    assert "Câu hỏi thứ sáu, còn giữ nguyên" in answer.text
    assert len(kept(app)) == 5
    app.config["CLOCK_OFFSET"] += timedelta(minutes=5)
    an.get("questions/new")
    assert an.post("questions/new", fields()).status_code == 303


def test_five_questions_of_one_do_not_stop_another(app, an, cast, things, fields) -> None:
    for number in range(5):
        an.post("questions/new", fields(text=f"Câu hỏi thứ {number} của cùng một người"))
    other = cast.delegate(things.registration("Trần Thị Khác"))

    assert other.post("questions/new", fields()).status_code == 303


def test_after_the_close_nothing_is_taken_in_and_the_words_stay(app, things, cast, fields) -> None:
    asker_id = things.registration()
    cast.delegate(asker_id).post("questions/new", fields())
    set_clock(app, 17, 1, day=(2025, 11, 20))
    an = cast.delegate(asker_id)

    answer = an.post("questions/new", fields(text="Câu hỏi gửi muộn một phút"))

    assert answer.status_code == 409
    assert "17:00" in answer.text
    assert "Câu hỏi gửi muộn một phút" in answer.text
    assert len(kept(app)) == 1
    page = an.get("questions/new").text
    assert "17:00" in page
    assert "<textarea" not in page


def test_the_first_outcome_is_given_after_the_close_too(app, things, cast, fields) -> None:
    asker_id, form = things.registration(), fields()
    cast.delegate(asker_id).post("questions/new", form)
    set_clock(app, 17, 1, day=(2025, 11, 20))

    assert cast.delegate(asker_id).post("questions/new", form).location == f"{BASE}/questions/1"


def test_who_is_signed_out_is_told_to_sign_in_or_register(app, stranger, fields) -> None:
    page = stranger.get("questions/new")

    assert page.status_code == 200
    assert 'href="/sign-in"' in page.text
    assert f'href="{BASE}/register"' in page.text
    assert "<textarea" not in page.text
    assert stranger.post("questions/new", fields()).status_code == 403
    assert kept(app) == []


def test_signing_in_from_there_leads_back_to_the_form(things, cast, stranger) -> None:
    stranger.get("questions/new")

    with stranger.client.session_transaction() as session:
        assert session["wanted"] == f"{BASE}/questions/new"


def test_who_has_not_registered_is_led_to_registration(app, cast, fields) -> None:
    moderator = cast.moderator()

    assert f'href="{BASE}/register"' in moderator.get("questions/new").text
    assert moderator.post("questions/new", fields()).status_code == 403
    assert kept(app) == []


def test_who_has_cancelled_asks_no_more(app, an, fields) -> None:
    an.post("questions/new", fields())
    an.post("me/cancellation")

    assert "<textarea" not in an.get("questions/new").text
    assert an.post("questions/new", fields()).status_code == 403
    assert len(kept(app)) == 1


def test_the_form_says_what_each_domain_covers(an) -> None:
    page = an.get("questions/new").text

    assert page.count('name="domain"') == 7  # Six, and "not sure".
    assert "Sáng chế, nhãn hiệu, kiểu dáng" in page


def test_asking_is_in_the_log_without_the_words(app, an, fields) -> None:
    an.post("questions/new", fields())

    with app.app_context():
        entry = db.session.scalars(sa.select(AuditEntry).filter_by(act="ask")).one()
        assert entry.user_id == an.user_id
        assert entry.details == {"number": 1, "channel": "web", "on_behalf_of": None}
        assert timedelta() <= now() - entry.at < timedelta(minutes=1)


def test_a_form_from_another_site_is_refused(app, an, fields) -> None:
    answer = an.post("questions/new", fields(), headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert kept(app) == []
