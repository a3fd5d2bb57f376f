"""What the hall's screen and the phones show, and to whom."""

import re

import pytest

from confapp.database import Words
from confapp.events.models import Department
from confapp.hall.accountable import head_of
from tests.cast import SLUG

LIVE = "Sở cấp lại giấy chứng nhận theo mẫu nào?"
NEXT = "Ai kiểm tra hàng đóng gói sẵn ở xã?"
QUEUED = "Cửa hàng dưới 100 mét vuông có phải kê khai?"
SENT = "Tem bưu chính do ai phát hành?"


@pytest.fixture
def four(questions, hall) -> dict[str, int]:
    """One question live, one next, one further back in the queue, one that was only sent."""
    numbers = {
        "live": questions.offered(LIVE, province="Lâm Đồng"),
        "next": questions.offered(NEXT, province="Cao Bằng"),
        "queued": questions.offered(QUEUED, province="Nghệ An"),
        "sent": questions.submitted(SENT, province="Hà Nội"),
    }
    for which in ("live", "next", "queued"):
        hall.queue_up(numbers[which])
    hall.take_live(numbers["live"])
    return numbers


@pytest.mark.parametrize("path", ["screen", "screen/live"])
def test_the_screen_shows_what_is_live_and_the_number_of_what_is_next(cast, four, path):
    page = cast.screen().get(path).text

    assert LIVE in page
    assert f"HĐ-{four['live']:04d}" in page
    assert "Tỉnh Lâm Đồng" in page
    assert "Cục trưởng Cục Sở hữu trí tuệ" in page
    assert f"HĐ-{four['next']:04d} · Sở hữu trí tuệ" in page
    assert [text for text in (NEXT, QUEUED, SENT) if text in page] == []
    assert f"HĐ-{four['queued']:04d}" not in page


def test_the_public_sees_the_live_question_on_its_phones(stranger, four):
    page, fragment = stranger.get("live").text, stranger.get("live/fragment").text

    for shown in (page, fragment):
        assert LIVE in shown
        assert [text for text in (NEXT, QUEUED, SENT) if text in shown] == []
    assert "public" in re.search(r"<live-region[^>]*>", page)[0]


def test_a_dark_screen_hides_the_question_everywhere(cast, stranger, four, hall):
    hall.blank()

    pages = {
        "screen": cast.screen().get("screen/live").text,
        "phones": stranger.get("live/fragment").text,
    }

    assert pages["screen"].strip() == '<div class="stage-blank"></div>'
    assert LIVE not in pages["phones"]
    assert f"HĐ-{four['next']:04d}" not in pages["phones"]


def test_without_a_live_question_the_screen_says_where_to_ask(cast, stranger):
    page = cast.screen().get("screen").text

    assert 'class="stage-empty"' in page
    assert f'class="stage-address">localhost/{SLUG}</p>' in page
    assert 'src="data:image/png;base64,' in page
    assert "stage-question" not in page
    assert "<article" not in stranger.get("live").text


def test_a_long_question_is_set_in_smaller_letters(cast, questions, hall):
    lengths = {}
    screen = cast.screen()
    for number_of_letters in (120, 121, 200, 201):
        number = questions.offered("x" * number_of_letters)
        hall.queue_up(number)
        hall.take_live(number)
        page = screen.get("screen/live").text
        lengths[number_of_letters] = re.search(r'data-length="(\w+)"', page)[1]
        hall.end(number, "answered")

    assert lengths == {120: "short", 121: "medium", 200: "medium", 201: "long"}


def test_words_of_a_question_cannot_bring_markup_to_the_screen(cast, questions, hall):
    number = questions.offered("<b onclick=x>đậm</b> & nghiêng")
    hall.queue_up(number)
    hall.take_live(number)

    page = cast.screen().get("screen/live").text

    assert "&lt;b onclick=x&gt;đậm&lt;/b&gt; &amp; nghiêng" in page


def test_the_screen_is_not_open_to_the_public(cast, things, stranger):
    people = {
        "screen": cast.screen(),
        "moderator": cast.moderator(),
        "organiser": cast.organiser(),
        "desk": cast.desk(),
        "head": cast.head("shtt"),
        "delegate": cast.delegate(things.registration()),
        "stranger": stranger,
    }
    paths = ["screen", "screen/live", "live", "live/fragment"]

    seen = {who: [one.get(path).status_code for path in paths] for who, one in people.items()}

    assert seen == {
        "screen": [200, 200, 200, 200],
        "moderator": [200, 200, 200, 200],
        "organiser": [200, 200, 200, 200],
        "desk": [403, 403, 200, 200],
        "head": [403, 403, 200, 200],
        "delegate": [403, 403, 200, 200],
        "stranger": [302, 302, 200, 200],
    }


def test_what_has_not_changed_is_not_sent_again(cast, stranger, four, hall):
    screen = cast.screen()
    for browser, path in ((screen, "screen/live"), (stranger, "live/fragment")):
        tag = browser.get(path).headers["ETag"]
        assert browser.get(path, headers={"If-None-Match": tag}).status_code == 304
        hall.blank()
        assert browser.get(path, headers={"If-None-Match": tag}).status_code == 200
        hall.light()


def test_the_phones_fragment_is_the_same_for_everybody(cast, stranger, four):
    stranger.client.set_cookie("lang", "en")

    asked = [
        stranger.get("live/fragment"),
        cast.organiser().get("live/fragment"),
        stranger.get("live/fragment?in=xx"),
    ]
    english = stranger.get("live/fragment?in=en")

    assert {answer.text for answer in asked} == {asked[0].text}
    assert "Sở hữu trí tuệ" in asked[0].text
    assert "Intellectual property" in english.text
    assert english.headers["ETag"] != asked[0].headers["ETag"]


@pytest.mark.parametrize(
    ("title", "name", "said"),
    [
        ("Cục trưởng", "Cục Sở hữu trí tuệ", "Cục trưởng Cục Sở hữu trí tuệ"),
        ("Chủ tịch Ủy ban", "Ủy ban Tiêu chuẩn", "Chủ tịch Ủy ban Tiêu chuẩn"),
        ("Vụ trưởng", "Vụ Bưu chính", "Vụ trưởng Vụ Bưu chính"),
    ],
)
def test_the_head_of_a_department_is_said_without_doubling_words(app, title, name, said):
    department = Department(head_title=Words(vi=title, en=""), name=Words(vi=name, en=""))

    with app.test_request_context():
        assert head_of(department) == said
