"""A clerk types slips without a mouse; a head approves on a phone from a letter."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Day
from tests.mailbox import Mailbox

DESK = {"width": 1280, "height": 900}
HEAD = "head.vt@demo.example.org"
FIRST, ENTERED = 101, 20
WITHHELD = (105, 112, 119)
ANSWER = "Đề nghị Sở căn cứ thẩm quyền đã được phân cấp để tiếp nhận và xử lý hồ sơ."


def test_a_clerk_enters_twenty_slips_by_keyboard_and_three_withheld_ones_are_listed(
    day: Day, open_browser: Callable[..., Page]
) -> None:
    page = open_browser("clerk", viewport=DESK)
    page.goto(day.page("clerk/books"))
    hand_out(page, FIRST, FIRST + ENTERED + len(WITHHELD) - 1)
    for serial in WITHHELD:
        withhold(page, serial)
    page.goto(day.page("clerk/slips"))
    page.keyboard.type(str(FIRST))
    for number in range(ENTERED):
        type_slip(page, number)

    page.goto(day.page("clerk/books"))
    row = page.locator("#books tbody tr", has_text=f"0{FIRST}–")
    expect(row).to_contain_text(f"{ENTERED} trên {ENTERED + len(WITHHELD)}")
    expect(row.locator(".missing-serials")).to_have_text(re.compile("không", re.IGNORECASE))
    for serial in WITHHELD:
        listed = page.locator("#held-slips tbody tr", has_text=f"0{serial}")
        expect(listed).to_contain_text(f"Đoàn chủ tọa giữ phiếu {serial}")


def test_a_key_typed_into_a_question_that_is_given_back_does_not_replace_its_words(
    day: Day, open_browser: Callable[..., Page]
) -> None:
    page = open_browser("clerk", viewport=DESK)
    page.goto(day.page("clerk/slips"))
    words = "Sở có được ủy quyền cho phòng tiếp nhận hồ sơ?"
    expect(page.locator("#serial")).to_be_focused()
    page.keyboard.type("9999")
    page.keyboard.press("Enter")
    page.keyboard.type("so khoa hoc")
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#serial")).to_have_attribute("aria-invalid", "true")

    page.keyboard.type("9998")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("x")

    expect(page.locator("#serial")).to_have_value("9998")
    expect(page.locator("#text")).to_have_value(f"x{words}")


def test_a_head_approves_from_the_letter_in_two_taps_on_a_phone(
    day: Day, open_browser: Callable[..., Page]
) -> None:
    number = hand_in(open_browser("assistant.vt", viewport=DESK), day)
    link = approval_link(day.mailbox, number)
    head = open_browser()
    head.goto(link)
    expect(head.locator("main")).to_contain_text(ANSWER)
    assert head.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    head.get_by_role("link", name="Duyệt").click()
    head.get_by_role("button", name="Duyệt câu trả lời này").click()

    expect(head.locator("h1")).to_have_text("Đã duyệt câu trả lời.")
    again = head.goto(link)
    assert again is not None
    assert again.status == 410
    expect(head.locator("main")).to_contain_text("Liên kết này đã được dùng")


def hand_out(page: Page, first: int, last: int) -> None:
    page.locator("#first").focus()
    page.keyboard.type(str(first))
    page.keyboard.press("Tab")
    page.keyboard.type(str(last))
    page.keyboard.press("Tab")
    page.keyboard.type("Điểm cầu Cà Mau")
    page.keyboard.press("Enter")
    expect(page.locator("#books")).to_contain_text(f"0{first}–0{last}")


def withhold(page: Page, serial: int) -> None:
    page.locator("#held_serial").focus()
    page.keyboard.type(str(serial))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type(f"Đoàn chủ tọa giữ phiếu {serial}")
    page.keyboard.press("Enter")
    expect(page.locator("#held-slips")).to_contain_text(f"0{serial}")


def type_slip(page: Page, number: int) -> None:
    """The number is there already; who asks, the words, and on to the next."""
    expect(page.locator("#serial")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("so khoa hoc")
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type(f"Phiếu thứ {number + 1}: Sở có được ủy quyền cho phòng tiếp nhận hồ sơ?")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.locator(".clerk-last li").first).to_contain_text(f"Phiếu thứ {number + 1}:")


def hand_in(page: Page, day: Day) -> str:
    """Writes the answer to a question that the department has taken; gives its number."""
    page.goto(day.page("desk/sections/taken"))
    page.locator(".desk-words a").first.click()
    number = page.locator("h1").inner_text()
    page.locator("#text").fill(ANSWER)
    page.locator("input[name=kind][value=clear]").check()
    page.locator("#has_no_provision").check()
    page.locator("button[name=hand_in]").click()
    expect(page.locator(".answer .prose")).to_contain_text(ANSWER)
    return re.search(r"HĐ-\d+", number)[0]


def approval_link(mailbox: Mailbox, number: str) -> str:
    """The link in the letter that asks the head to approve this answer."""
    for nth in range(1, 10):
        letter = mailbox.letter_to(HEAD, number=nth)
        if number in letter["Subject"]:
            text = letter.get_body(("plain",)).get_content()
            return re.search(r"http\S+/approval/\S+", text)[0]
    raise AssertionError(f"no letter to the head about {number}")
