"""Anybody can verify a certificate by its code."""

import html
import re
from datetime import date
from textwrap import wrap

import pytest

from confapp.certificates import codes
from confapp.database import Words, db
from tests.cast import the_event

TITLE_IN_ENGLISH = (
    "Training conference on delegation and decentralisation for provincial departments and agencies"
)


def facts_on(page: str) -> list[str]:
    return [html.unescape(fact) for fact in re.findall(r"<dd[^>]*>([^<]*)</dd>", page)]


def test_a_valid_certificate_shows_what_the_paper_shows_and_nothing_else(stranger, code):
    answer = stranger.get(f"/verify/{code}")

    assert answer.status_code == 200
    assert 'data-verdict="valid"' in answer.text
    assert facts_on(answer.text) == [
        "001/GCN-BKHCN",
        "Giấy chứng nhận",
        "Ông Nguyễn Văn An",
        "Hội nghị tập huấn về phân cấp, phân quyền cho các sở, ngành địa phương",
        "Thứ Năm, ngày 13 tháng 11 năm 2025",
        "Bộ Khoa học và Công nghệ",
        "13/11/2025",
        "Chưa ký số",
    ]
    private = ("an@example.org", "0912345678", "Phó Giám đốc", "Lâm Đồng", "Bình")
    assert [words for words in private if words in answer.text] == []


def test_the_code_may_be_typed_with_hyphens_blanks_and_in_small_letters(stranger, code):
    grouped = wrap(code.lower(), 4)

    answers = [
        stranger.get("/verify", query_string={"code": typed}, follow_redirects=True)
        for typed in ("-".join(grouped), " ".join(grouped), f"  {code} ")
    ]
    answers.append(stranger.get("/verify/" + "-".join(grouped)))

    assert [answer.status_code for answer in answers] == [200] * 4
    assert all('data-verdict="valid"' in answer.text for answer in answers)


def test_a_visitor_reads_in_english_what_the_paper_says_in_vietnamese(stranger, code):
    page = stranger.get(f"/verify/{code}?lang=en").text

    assert facts_on(page) == [
        "001/GCN-BKHCN",
        "Certificate of attendance",
        "Ông Nguyễn Văn An",
        TITLE_IN_ENGLISH,
        "Thursday, 13 November 2025",
        "Bộ Khoa học và Công nghệ",
        "13/11/2025",
        "Not signed digitally",
    ]


def test_words_that_the_event_has_changed_since_are_shown_as_they_were_printed(app, stranger, code):
    with app.app_context():
        event = the_event()
        event.title, event.starts_on = Words(vi="Tên khác", en="Another"), date(2025, 11, 14)
        db.session.commit()

    shown = facts_on(stranger.get(f"/verify/{code}?lang=en").text)

    assert shown[3].startswith("Hội nghị tập huấn")
    assert shown[4] == "ngày 13 tháng 11 năm 2025"


def test_an_unknown_code_is_told_in_words_and_names_nobody(stranger, code):
    typed = {"code": "AAAA-AAAA-AAAA-AAAA"}
    answer = stranger.get("/verify", query_string=typed, follow_redirects=True)

    assert answer.status_code == 404
    assert 'data-verdict="unknown"' in answer.text
    assert 'id="code"' in answer.text
    assert "Nguyễn Văn An" not in answer.text


def test_thirty_codes_a_minute_are_enough_for_an_address(stranger, code):
    statuses = [stranger.get(f"/verify/{code}").status_code for _time in range(31)]

    assert statuses == [200] * 30 + [429]


def test_the_form_and_the_addresses_count_together(stranger, code):
    pages = [f"/verify/{code}", "/verify"] * 16

    assert [stranger.get(page).status_code for page in pages] == [200] * 30 + [429] * 2


@pytest.mark.parametrize(
    ("first", "then", "status"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", 429),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", 200),
        ("203.0.113.5", "::ffff:203.0.113.5", 429),
        ("203.0.113.5", "203.0.113.6", 200),
    ],
)
def test_who_holds_a_network_of_ipv6_counts_as_one_address(app, code, first, then, status):
    def ask(address: str) -> int:
        told = {"REMOTE_ADDR": address}
        answer = app.test_client().get(f"/verify/{code}", environ_overrides=told)
        return answer.status_code

    assert {ask(first) for _time in range(30)} == {200}
    assert ask(then) == status


def test_what_looks_like_another_letter_is_read_kindly():
    assert codes.readings("abcd-2345 efgh.6700") == ["ABCD2345EFGH67OO"]
    assert codes.readings("ABCD2345EFGH67O1") == ["ABCD2345EFGH67OI", "ABCD2345EFGH67OL"]
    assert codes.readings("ABCD2345EFGH678B") == ["ABCD2345EFGH67BB"]
    assert codes.readings("ABCD2345EFGH67") == []
    assert codes.readings("ABCD2345EFGH679B") == []
    assert len(codes.readings("1" * 16)) == codes.MOST_READINGS


def test_codes_are_sixteen_letters_of_base32_and_differ():
    made = {codes.new() for _one in range(100)}

    assert len(made) == 100
    assert all(re.fullmatch("[A-Z2-7]{16}", code) for code in made)
