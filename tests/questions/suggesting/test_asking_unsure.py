"""Who is not sure of the domain lets the words say it; moderators choose where they cannot."""

import re
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.database import db
from confapp.events.models import Department
from confapp.questions.models import Question

OF_RADIATION = "Phòng khám răng mua máy X-quang mới thì khai báo ở đâu?"
SAYS_NOTHING = "Kính thưa quý vị, tôi xin có một câu hỏi như thế này"
OF_POST = "Bưu tá làm mất bưu phẩm của dân thì khiếu nại ở đâu?"


@pytest.fixture
def an(things, cast):
    return cast.delegate(things.registration("Nguyễn Văn An"))


@pytest.fixture
def only_question(app):
    def asked():
        with app.app_context():
            question = db.session.scalars(sa.select(Question)).one()
            return question.domain.code, question.department and question.department.code

    return asked


def department_id(app, code: str) -> int:
    with app.app_context():
        return db.session.scalars(sa.select(Department.id).filter_by(code=code)).one()


def suggestion(browser, text: str) -> str:
    headers = {"Question-Text": quote(text)}
    return browser.get("questions/new/suggestion", headers=headers).text


def test_the_words_choose_for_who_is_not_sure(an, fields, only_question) -> None:
    answer = an.post("questions/new", fields(domain="not_sure", text=OF_RADIATION))

    assert answer.status_code == 303
    assert only_question() == ("atbxhn", None)


def test_a_domain_that_was_chosen_stays_whatever_the_words_say(an, fields, only_question) -> None:
    an.post("questions/new", fields(domain="shtt", text=OF_RADIATION))

    assert only_question() == ("shtt", None)


def test_where_the_words_say_too_little_a_moderator_chooses(
    app, an, cast, fields, only_question
) -> None:
    an.post("questions/new", fields(domain="not_sure", text=SAYS_NOTHING))
    assert only_question()[1] is None
    moderator = cast.moderator()

    page = moderator.get("moderate").text
    answer = moderator.post("questions/1/offer", {"department_id": department_id(app, "tsvtd")})

    assert page.count('name="department_id"') == 7
    assert answer.status_code == 303
    assert only_question() == ("tsvtd", "tsvtd")
    with app.app_context():
        entry = db.session.scalars(sa.select(AuditEntry).filter_by(act="offer")).one()
        assert entry.details["department"] == "tsvtd"
        assert "suggested" in entry.details


def test_a_domain_of_two_departments_waits_with_one_of_them_suggested(
    app, an, cast, fields, only_question
) -> None:
    an.post("questions/new", fields(domain="not_sure", text=OF_POST))

    page = cast.moderator().get("moderate").text

    assert only_question() == ("bcvt", None)
    [words] = re.findall("Gợi ý: Vụ Bưu chính, vì: ([^<]+)", page)
    assert {"Bưu tá", "bưu phẩm"} <= set(words.split(", "))
    buttons = page.split('name="department_id"')[1:]
    assert f'value="{department_id(app, "bc")}"' in buttons[0]
    assert page.count("button small primary") == 1
    assert len(buttons) == 2


def test_what_names_both_departments_is_suggested_to_neither(an, cast, fields) -> None:
    text = "Sở kiểm tra cả bưu chính và viễn thông trong cùng một đợt được không?"
    an.post("questions/new", fields(domain="bcvt", text=text))

    page = cast.moderator().get("moderate").text

    assert "Chưa có đơn vị gợi ý" in page
    assert page.count('name="department_id"') == 2
    assert "button small primary" not in page


def test_typing_shows_the_domain_and_the_words_that_counted(an) -> None:
    shown = suggestion(an, OF_RADIATION)

    assert "An toàn bức xạ và hạt nhân" in shown
    assert "X-quang" in shown


def test_typing_without_marks_is_understood(an) -> None:
    assert "Tần số vô tuyến điện" in suggestion(an, "xin cap phep may bo dam cho tau ca")


@pytest.mark.parametrize("text", ["", SAYS_NOTHING, "Thủ tục cấp sổ đỏ", "%%%", "\u0301" * 700])
def test_nothing_is_shown_where_nothing_is_sure(an, text) -> None:
    assert suggestion(an, text).strip() == ""


def test_what_cannot_be_read_is_no_error(an) -> None:
    headers = {"Question-Text": "%ff%fe%F0%9F"}

    assert an.get("questions/new/suggestion", headers=headers).status_code == 200
    assert an.get("questions/new/suggestion").status_code == 200


def test_what_was_typed_is_kept_nowhere_and_shown_escaped(an) -> None:
    shown = an.get(
        "questions/new/suggestion", headers={"Question-Text": quote("<b>phóng xạ</b> nguồn xạ")}
    )

    assert shown.headers["Cache-Control"] == "no-store"
    assert "<b>phóng" not in shown.text


def test_a_suggestion_writes_nothing(an, statements) -> None:
    statements.clear()
    suggestion(an, OF_RADIATION)

    assert [
        one for one in statements if one.lstrip().upper().startswith(("INSERT", "UPDATE"))
    ] == []
