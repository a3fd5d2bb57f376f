"""What the form for asking says while a delegate fills it in."""

import re

import pytest
from playwright.sync_api import expect

WORDS = "Sở có được ủy quyền cho phòng cấp giấy phép vô tuyến điện nghiệp dư hay không?"
BROKEN = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"no PDF at all"}
OTHER_KIND = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"words"}
TOO_LARGE = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": bytes(5 * 1024 * 1024 + 1)}


@pytest.fixture
def page(day, open_browser):
    page = open_browser("delegate")
    page.goto(day.page("questions/new"))
    return page


def send(page) -> None:
    page.get_by_role("button", name="Gửi câu hỏi").click()


def test_an_error_says_what_is_wrong_now_and_goes_once_the_field_is_right(page) -> None:
    page.locator("#text").fill("Quá ngắn")
    send(page)
    words, error = page.locator("#text"), page.locator("#text-error")
    expect(error).to_be_visible()
    # Who cannot see the page is told first what is wrong with it.
    expect(page.locator(".error-summary")).to_be_focused()
    expect(words).to_have_attribute("aria-invalid", "true")

    words.fill("Còn ngắn quá")
    expect(error).to_contain_text("3")
    expect(page.locator("#text-count")).to_be_hidden()
    words.fill(WORDS)

    expect(error).to_have_count(0)
    expect(page.locator(".error-summary")).to_have_count(0)
    expect(page.locator("#text-count")).to_be_visible()
    assert words.get_attribute("aria-invalid") is None
    assert words.get_attribute("aria-describedby") == "text-hint text-count"
    words.fill("")


@pytest.mark.parametrize("file", [OTHER_KIND, TOO_LARGE], ids=["another kind", "too large"])
def test_a_file_that_will_not_be_taken_is_named_at_its_field(page, file) -> None:
    page.locator("#text").fill(WORDS)
    page.locator("#attachment").set_input_files(file)
    error = page.locator("#attachment-error")
    expect(error).to_contain_text(file["name"])

    send(page)

    field = page.locator("#attachment")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-describedby", "attachment-hint attachment-error")
    expect(page.locator("#text")).to_have_value(WORDS)
    page.locator("#attachment").set_input_files([])
    expect(error).to_have_count(0)
    page.locator("#text").fill("")


def test_what_the_server_says_of_a_file_stands_at_its_field_too(page) -> None:
    page.locator("#text").fill(WORDS)
    page.locator("#attachment").set_input_files(BROKEN)

    send(page)

    expect(page.locator("#attachment-error")).to_contain_text("a.pdf")
    expect(page.locator("#attachment")).to_be_focused()
    expect(page.locator("#text")).to_have_value(WORDS)
    page.locator("#text").fill("")


def test_the_suggested_domain_is_chosen_by_keyboard_and_its_reason_is_as_typed(page) -> None:
    page.locator("#text").fill(WORDS)
    choose = page.get_by_role("button", name=re.compile("^Chọn Tần số"))
    expect(choose).to_have_attribute("aria-pressed", "false")
    expect(page.locator("suggested-choice")).to_contain_text("vô tuyến điện nghiệp dư")
    height = (choose.bounding_box() or {"height": 0})["height"]
    assert height >= 44

    choose.focus()
    page.keyboard.press("Enter")

    expect(page.locator("input[name=domain][value=tsvtd]")).to_be_checked()
    expect(choose).to_have_attribute("aria-pressed", "true")
    expect(choose).to_be_focused()
    page.locator("#text").fill("")
