"""A delegate's own certificate, and nobody else's."""

from urllib.parse import unquote

import pytest

from tests.certificates.conftest import words_in


@pytest.fixture
def an(attendees, issue_all) -> int:
    an = attendees.of_both_sessions("Nguyễn Văn An")
    issue_all()
    return an


def test_a_delegate_downloads_the_own_certificate(cast, an):
    answer = cast.delegate(an).get("me/certificate.pdf")

    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert unquote(answer.headers["Content-Disposition"]).endswith(
        "filename*=UTF-8''Giấy chứng nhận 001-GCN-BKHCN Nguyễn Văn An.pdf"
    )
    assert "Nguyễn Văn An" in words_in(answer.data)


def test_another_delegate_does_not_get_it(cast, things, an):
    binh = things.registration("Trần Thị Bình")

    assert cast.delegate(binh).get("me/certificate.pdf").status_code == 404


def test_nobody_else_gets_it_as_their_own(cast, stranger, an):
    assert cast.organiser().get("me/certificate.pdf").status_code == 404
    assert stranger.get("me/certificate.pdf").status_code == 302


def test_the_page_about_certificates_leads_each_to_their_own(cast, stranger, things, an):
    own = "/me/certificate.pdf"
    binh = things.registration("Trần Thị Bình")

    pages = {
        "an": cast.delegate(an).get("certificates").text,
        "binh": cast.delegate(binh).get("certificates").text,
        "stranger": stranger.get("certificates").text,
    }

    assert {who: own in page for who, page in pages.items()} == {
        "an": True,
        "binh": False,
        "stranger": False,
    }
    assert all("Nguyễn Văn An" not in pages[who] for who in ("binh", "stranger"))
    assert all('href="/verify"' in page for page in pages.values())


def test_the_delegates_own_page_shows_the_certificate(cast, things, an):
    binh = things.registration("Trần Thị Bình")

    assert "001/GCN-BKHCN" in cast.delegate(an).get("me").text
    assert "GCN-BKHCN" not in cast.delegate(binh).get("me").text
