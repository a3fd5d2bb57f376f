"""What the hall's screen shows, and to whom."""

import re

import pytest

from tests.cast import SLUG
from tests.hall.asking import LIVE, NEXT, QUEUED, SENT


@pytest.mark.parametrize("paths", [["screen"], ["screen/live", "screen/next"]])
def test_the_screen_shows_what_is_live_and_the_number_of_what_is_next(cast, four, paths):
    page = "".join(cast.screen().get(path).text for path in paths)

    assert LIVE in page
    assert f"HĐ-{four['live']:04d}" in page
    assert "Tỉnh Lâm Đồng" in page
    assert "Cục trưởng Cục Sở hữu trí tuệ" in page
    assert f"HĐ-{four['next']:04d} · Sở hữu trí tuệ" in page
    assert [text for text in (NEXT, QUEUED, SENT) if text in page] == []
    assert f"HĐ-{four['queued']:04d}" not in page


def test_without_a_live_question_the_screen_says_where_to_ask(cast, stranger):
    page = cast.screen().get("screen").text

    assert 'class="stage-empty"' in page
    assert page.count(f"<span>localhost</span><span>/{SLUG}</span>") == 1
    assert '<svg class="qr"' in page
    assert "stage-question" not in page
    assert "<article" not in stranger.get("live").text


def test_the_live_question_stands_still_when_only_the_next_one_changes(cast, four, hall):
    screen = cast.screen()
    paths = ("screen/live", "screen/next")

    before = [screen.get(path).text for path in paths]
    hall.take_off(four["next"])
    after = [screen.get(path).text for path in paths]

    assert after[0] == before[0]
    assert after[1] != before[1]
    assert f"HĐ-{four['queued']:04d}" in after[1]


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
    paths = ["screen", "screen/live", "screen/next", "live", "live/fragment"]

    seen = {who: [one.get(path).status_code for path in paths] for who, one in people.items()}

    assert seen == {
        "screen": [200, 200, 200, 200, 200],
        "moderator": [200, 200, 200, 200, 200],
        "organiser": [200, 200, 200, 200, 200],
        "desk": [403, 403, 403, 200, 200],
        "head": [403, 403, 403, 200, 200],
        "delegate": [403, 403, 403, 200, 200],
        "stranger": [302, 302, 302, 200, 200],
    }


def test_while_no_question_is_queued_the_foot_of_the_screen_says_what_is_on(cast, clock) -> None:
    screen = cast.screen()
    clock(9, 10)

    foot = screen.get("screen/next").text

    assert "Đang diễn ra" in foot
    assert "Tiêu chuẩn - Đo lường - Chất lượng" in foot
