"""Moderators at their triage, by keyboard and without scripts."""

DESK = {"width": 1280, "height": 800}


def test_a_moderator_accepts_and_undoes_by_keyboard(day, open_browser) -> None:
    page = open_browser("moderator", viewport=DESK)
    page.goto(day.page("moderate/triage?question=44"))

    page.keyboard.press("a")
    page.locator(".toast form").wait_for()
    accepted = page.locator(".moderated [aria-keyshortcuts=a]").count()
    page.keyboard.press("u")
    page.locator(".moderated [aria-keyshortcuts=a]").wait_for()

    assert accepted == 0
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
