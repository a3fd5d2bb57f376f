"""The phones follow the screen."""

import re

from tests.hall.asking import LIVE, NEXT, QUEUED, SENT


def test_the_public_sees_the_live_question_on_its_phones(stranger, four):
    page, fragment = stranger.get("live").text, stranger.get("live/fragment").text

    for shown in (page, fragment):
        assert LIVE in shown
        assert [text for text in (NEXT, QUEUED, SENT) if text in shown] == []
    assert "public" in re.search(r"<live-region[^>]*>", page)[0]


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


def test_a_dark_screen_hides_the_question_everywhere(cast, stranger, four, hall):
    hall.blank()

    screen = cast.screen()
    assert screen.get("screen/next").text.strip() == ""
    pages = {
        "screen": screen.get("screen/live").text,
        "phones": stranger.get("live/fragment").text,
    }

    assert pages["screen"].strip() == '<div class="stage-blank"></div>'
    assert LIVE not in pages["phones"]
    assert f"HĐ-{four['next']:04d}" not in pages["phones"]
