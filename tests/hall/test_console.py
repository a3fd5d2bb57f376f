"""At the moderators' console."""

import re

from tests.cast import SLUG
from tests.hall.console_page import numbers_in, preview_of


def test_a_question_goes_from_the_list_over_the_queue_to_the_screen(
    moderator, questions, hall, turn_of
):
    number = questions.offered("Mẫu hồ sơ lấy ở đâu?")

    listed = moderator.get("moderate").text
    queued = moderator.post(f"moderate/questions/{number}/turn")
    waiting = moderator.get(queued.location).text
    taken = moderator.post(f"moderate/turns/{turn_of(number)}/live")
    live = moderator.get(taken.location).text

    assert numbers_in('id="search-title"', listed) == [number]
    assert (queued.status_code, taken.status_code) == (303, 303)
    assert numbers_in('id="queue-title"', waiting) == [number]
    assert numbers_in('id="search-title"', waiting) == []
    assert "Mẫu hồ sơ lấy ở đâu?" in preview_of(waiting)
    assert hall.live() == number
    assert f'action="/{SLUG}/moderate/turns/{turn_of(number)}/answered"' in live
    assert re.search(r"<li data-heard>Lâm Đồng", live)


def test_the_preview_stays_what_was_chosen_when_the_queue_changes(
    moderator, questions, hall, turn_of
):
    first, second = (questions.offered(province=name) for name in ("Cao Bằng", "Nghệ An"))
    hall.queue_up(first)
    hall.queue_up(second)
    path = f"moderate/stage?preview={turn_of(second)}"

    before = moderator.get(path)
    hall.take_off(first)
    after = moderator.get(path)
    hall.take_off(second)
    gone = moderator.get(path)

    assert f"HĐ-{second:04d}" in preview_of(before.text)
    assert f"HĐ-{second:04d}" in preview_of(after.text)
    assert f"HĐ-{second:04d}" not in preview_of(gone.text)
    assert 'id="take"' not in gone.text


def test_a_second_take_is_refused_in_words(moderator, questions, hall, turn_of):
    first, second = questions.offered(), questions.offered()
    for number in (first, second):
        hall.queue_up(number)
    hall.take_live(first)

    answer = moderator.post(f"moderate/turns/{turn_of(second)}/live")

    assert answer.status_code == 409
    assert f"HĐ-{first:04d}" in answer.text
    assert hall.live() == first


def test_answered_put_aside_and_taken_off_lead_back_to_the_console(
    moderator, questions, hall, turn_of
):
    first, second, third = (questions.offered() for _one in range(3))
    for number in (first, second, third):
        hall.queue_up(number)

    hall.take_live(first)
    answers = [moderator.post(f"moderate/turns/{turn_of(first)}/answered")]
    hall.take_live(second)
    answers += [moderator.post(f"moderate/turns/{turn_of(second)}/put-aside")]
    answers += [moderator.post(f"moderate/turns/{turn_of(third)}/removal")]
    page = moderator.get("moderate?lang=en").text

    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert {answer.location for answer in answers} == {f"/{SLUG}/moderate"}
    assert (hall.live(), hall.queued()) == (None, [second])
    toasts = page[page.index("<toast-list") : page.index("</toast-list>")]
    assert [f"HĐ-{n:04d}" for n in (first, second, third) if f"HĐ-{n:04d}" not in toasts] == []
    assert page.count("put aside at") == 1


def test_the_screen_is_made_dark_and_lit_again(moderator, stranger, questions, hall):
    number = questions.offered("Mẫu hồ sơ lấy ở đâu?")
    hall.queue_up(number)
    hall.take_live(number)

    moderator.post("moderate/screen/dark")
    dark, console = stranger.get("live/fragment").text, moderator.get("moderate?lang=en").text
    moderator.post("moderate/screen/light")
    lit = stranger.get("live/fragment").text

    assert "Mẫu hồ sơ" not in dark
    assert 'class="live-label"' not in console
    assert "Waiting, the screen is dark" in console
    assert "Mẫu hồ sơ" in lit


def test_an_empty_console_says_what_to_do(moderator):
    page = moderator.get("moderate").text

    assert 'class="empty"' in page
    assert numbers_in('id="queue-title"', page) == []


def test_a_search_without_result_offers_the_whole_list(moderator, questions):
    questions.offered("Mẫu hồ sơ lấy ở đâu?")

    page = moderator.get("moderate?q=khong+co").text

    assert numbers_in('id="search-title"', page) == []
    assert 'value="khong co"' in page
