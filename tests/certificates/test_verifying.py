"""Anybody can verify a certificate by its code."""

import html
import re
from textwrap import wrap

import pytest

from confapp.certificates import codes


@pytest.fixture
def code(attendees, issue_all, code_of) -> str:
    an = attendees.of_both_sessions(
        "Nguyễn Văn An", email="an@example.org", phone="0912345678", post="Phó Giám đốc"
    )
    attendees.of_both_sessions("Trần Thị Bình")
    issue_all()
    return code_of(an)


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
        "ngày 13 tháng 11 năm 2025",
        "Bộ Khoa học và Công nghệ",
        "13/11/2025",
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


@pytest.mark.parametrize("typed", ["AAAA-AAAA-AAAA-AAAA", "x", "%00", "' or 1=1 --", "ẤẬ" * 8])
def test_an_unknown_code_is_told_in_words_and_names_nobody(stranger, code, typed):
    answer = stranger.get("/verify", query_string={"code": typed}, follow_redirects=True)

    assert answer.status_code == 404
    assert 'data-verdict="unknown"' in answer.text
    assert 'id="code"' in answer.text
    assert "Nguyễn Văn An" not in answer.text


def test_an_empty_code_is_asked_for_again(stranger):
    answer = stranger.get("/verify?code=++")

    assert answer.status_code == 422
    assert 'id="code-error"' in answer.text


def test_thirty_codes_a_minute_are_enough_for_an_address(stranger, code):
    statuses = [stranger.get(f"/verify/{code}").status_code for _time in range(31)]

    assert statuses == [200] * 30 + [429]


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
