"""Moderators at their triage, by keyboard and without scripts."""

import re

from playwright.sync_api import expect

DESK = {"width": 1280, "height": 800}


def test_a_moderator_sends_on_as_suggested_and_undoes_by_keyboard(day, open_browser) -> None:
    page = open_browser("moderator", viewport=DESK)
    page.goto(day.page("moderate/triage?question=44"))

    page.keyboard.press("a")
    page.locator(".toast form").wait_for()
    said = page.locator(".toast p").inner_text()
    page.keyboard.press("u")
    page.wait_for_url("**question=44")

    assert said == "Đã chuyển câu hỏi HĐ-0044 đến Cục Viễn thông."
    assert page.locator(".question-number").first.inner_text() == "HĐ-0044"


def test_no_key_acts_while_somebody_types_or_has_turned_them_off(day, open_browser) -> None:
    page = open_browser("moderator", viewport=DESK)
    page.goto(day.page("moderate/triage?question=45"))

    page.keyboard.press("b")
    page.locator("#ask_back-message").wait_for()
    page.keyboard.type("jka đề nghị nêu rõ")
    typed = page.locator("#ask_back-message").input_value()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("[data-keys]").click()
    page.locator("h1").click()
    page.keyboard.press("j")

    assert typed == "jka đề nghị nêu rõ"
    assert page.url.endswith("question=45")
    assert page.locator("key-shortcuts[data-off]").count() == 1


def test_control_and_enter_send_the_form_from_within_its_words(day, open_browser) -> None:
    page = open_browser("moderator", viewport=DESK)
    page.goto(day.page("moderate/triage?question=34"))

    page.keyboard.press("m")
    page.keyboard.type("HĐ-0042")
    page.keyboard.press("Control+Enter")
    page.locator("#act-merge input[type=radio]:checked:focus").wait_for()
    page.keyboard.press("Control+Enter")
    page.locator(".toast form").wait_for()

    assert page.locator(".toast p").inner_text() == "HĐ-0034 đã được gộp vào HĐ-0042."


def test_marks_stay_while_a_moderator_goes_on_by_keyboard_until_they_are_used(
    day, open_browser
) -> None:
    page = open_browser("moderator", viewport={"width": 1280, "height": 600})
    page.goto(day.page("moderate/triage"))
    marked, current = page.locator("td input:checked"), page.locator("tr[aria-current]")

    for number in range(3):
        page.keyboard.press("x")
        expect(marked).to_have_count(number + 1)
        with page.expect_navigation():
            page.keyboard.press("j")
        expect(marked).to_have_count(number + 1)
    page.locator("button[name=act][value=accept]").click()
    page.wait_for_url("**/moderate/several?**")
    page.goto(day.page("moderate/triage"))

    expect(marked).to_have_count(0)
    page.locator(".triage-cell a").nth(4).click()
    expect(current).to_contain_text(re.compile(r"HĐ-\d+"))
    expect(current).to_be_in_viewport()


def test_a_moderator_asks_back_without_scripts(day, chromium, open_browser) -> None:
    state = open_browser("moderator").context.storage_state()
    context = chromium.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.goto(day.page("moderate/triage?question=46"))

    page.locator("#act-ask_back > summary").click()
    page.locator("#ask_back-message").fill("Vui lòng nêu rõ tên bệnh viện và thủ tục.")
    page.locator("#act-ask_back button").click()

    assert "HĐ-0046" in page.locator(".toast").inner_text()
    context.close()


def test_where_an_answer_is_comes_up_only_for_its_reason_without_scripts(
    day, chromium, open_browser
) -> None:
    state = open_browser("moderator").context.storage_state()
    context = chromium.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.goto(day.page("moderate/triage?question=45"))
    page.locator("#act-decline > summary").click()
    where = page.locator("#decline-words")

    chosen = page.locator("#act-decline :checked").count()
    before = where.is_visible()
    page.locator("#act-decline [value=answered_already]").check()

    assert (chosen, before, where.is_visible()) == (0, False, True)
    context.close()


def test_the_first_row_of_a_desk_is_on_the_first_screen_of_a_phone(day, open_browser) -> None:
    phone, wide = open_browser("head.shtt"), open_browser("assistant.shtt", viewport=DESK)
    for page in (phone, wide):
        page.goto(day.page("desk"))

    words = phone.locator(".desk-words").first.bounding_box()
    bar = phone.locator(".phone-bar").bounding_box()
    assert words["y"] + words["height"] <= bar["y"]
    assert [page.locator("#search-q").is_visible() for page in (phone, wide)] == [False, True]
    phone.locator("#filters > summary").click()
    assert phone.locator("#search-q").is_visible()
