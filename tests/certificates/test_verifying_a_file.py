"""Anybody can bring a certificate's PDF, and hears whether it is what was issued."""

import re
from io import BytesIO

import pytest

from confapp.certificates import bringing
from tests.certificates.signing import BODY, with_one_byte_changed

ADDRESS = "/verify"


@pytest.fixture
def bring(stranger):
    def brought(content: bytes, name: str = "giấy.pdf"):
        return stranger.post(ADDRESS, {"file": (BytesIO(content), name)})

    return brought


@pytest.fixture
def certificate(attendees, issue_all, pdf_of) -> bytes:
    attendees.of_both_sessions("Nguyễn Văn An", email="an@example.org", phone="0912345678")
    attendees.of_both_sessions("Trần Thị Bình")
    issue_all()
    return pdf_of(1)


def verdict(answer) -> tuple[int, str]:
    return answer.status_code, re.findall(r'data-verdict="(\w+)"', answer.text)[0]


def test_an_unsigned_file_is_recognised_and_told_to_be_unsigned(bring, certificate):
    answer = bring(certificate)

    assert verdict(answer) == (200, "valid")
    assert "001/GCN-BKHCN" in answer.text
    assert "<dd>Chưa ký số</dd>" in answer.text
    private = ("an@example.org", "0912345678", "Bình")
    assert [words for words in private if words in answer.text] == []


def test_a_signed_file_is_recognised_and_its_signature_is_valid(
    bring, certificate, sign, pdf_of, stranger
):
    sign()

    answer = bring(pdf_of(1))

    assert verdict(answer) == (200, "valid")
    assert BODY in answer.text
    assert "chữ ký số hợp lệ" in answer.text


def test_the_unsigned_file_of_a_signed_certificate_is_told_apart(bring, certificate, sign):
    sign()

    answer = bring(certificate)

    assert verdict(answer) == (200, "valid")
    assert "chữ ký số hợp lệ" not in answer.text
    assert "Tệp này không có chữ ký số" in answer.text


def test_one_changed_byte_is_enough_to_be_no_file_of_ours(bring, certificate, sign, pdf_of):
    sign()
    signed = pdf_of(1)

    changed = [with_one_byte_changed(certificate), with_one_byte_changed(signed), signed + b"\n"]

    answers = [bring(content) for content in changed]
    assert [verdict(answer) for answer in answers] == [(404, "unknown")] * 3
    assert [answer for answer in answers if "Nguyễn Văn An" in answer.text] == []


@pytest.mark.parametrize("content", [b"%PDF-", b"%PDF-1.7\n" + b"<<" * 100_000])
def test_whatever_else_is_brought_is_no_file_of_ours(bring, certificate, content):
    assert verdict(bring(content)) == (404, "unknown")


@pytest.mark.parametrize("content", [b"", b"x", b"\x89PNG\r\n\x1a\n", b"\0" * 1000])
def test_a_picture_is_sent_to_its_code_and_not_called_a_forgery(bring, certificate, content):
    answer = bring(content)

    assert answer.status_code == 422
    assert "vui lòng xác minh bằng mã" in answer.text.split('id="file-error"')[1]
    assert "data-verdict" not in answer.text


def test_no_file_is_asked_for_at_the_field(stranger, certificate):
    answers = [stranger.post(ADDRESS), stranger.post(ADDRESS, {"file": (BytesIO(b""), "")})]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all('id="file-error"' in answer.text for answer in answers)


def test_a_file_that_is_far_too_large_is_refused_unread(stranger, certificate):
    said = {"CONTENT_LENGTH": str(bringing.LARGEST + 1)}

    answer = stranger.post(ADDRESS, environ_overrides=said, content_type="multipart/form-data")

    assert answer.status_code == 413


def test_files_count_together_with_codes_against_guessing(bring, stranger, certificate):
    statuses = [bring(certificate).status_code for _time in range(15)]
    statuses += [stranger.get("/verify").status_code for _time in range(15)]

    assert statuses == [200] * 30
    assert bring(certificate).status_code == 429


def test_a_file_from_another_site_is_not_looked_at(stranger, certificate):
    foreign = {"Sec-Fetch-Site": "cross-site"}

    answer = stranger.post(ADDRESS, {"file": (BytesIO(certificate), "x.pdf")}, headers=foreign)

    assert answer.status_code == 403


def test_words_in_place_of_a_file_are_told_at_the_field(stranger):
    answer = stranger.post(ADDRESS, {"file": "zz"})

    assert answer.status_code == 422
    assert "Vui lòng chọn tệp PDF" in answer.text
