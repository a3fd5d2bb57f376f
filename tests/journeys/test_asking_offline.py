"""A delegate asks in a corridor without a network, on a phone."""

import re

from playwright.sync_api import expect

WORDS = "Sở đề nghị hướng dẫn hồ sơ khi mất mạng giữa chừng có phải nộp lại từ đầu hay không?"
RECEIVED = re.compile(r"/questions/\d+$")
GIVEN = re.compile(r"Câu hỏi đã được gửi\. Số câu hỏi: (HĐ-\d{4})\.")
NOT_SENT = "Chưa gửi được, sẽ tự gửi khi có mạng."
TOO_MANY = "Chưa gửi được vì đã gửi nhiều câu hỏi trong ít phút."


def ask(page, day, words: str) -> None:
    page.goto(day.page("questions/new"))
    page.locator("#text").fill(words)


def register(page, day, email: str) -> None:
    """Somebody else, for nobody asks more than five questions in five minutes."""
    page.goto(day.page("register"))
    page.get_by_label("Ông", exact=True).check()
    page.locator("#full_name").fill("Trần Văn Hỏi")
    page.locator("#post").fill("Chuyên viên")
    page.locator("#organisation").fill("Sở Khoa học và Công nghệ tỉnh Cà Mau")
    page.locator("#province").select_option(label="Cà Mau")
    page.locator("#email").fill(email)
    page.locator("#phone").fill("0912 345 679")
    page.get_by_label("Trực tuyến", exact=True).check()
    page.locator("input[name=sessions]").first.check()
    page.locator("#organising").check()
    page.locator("main form button[type=submit]").last.click()
    # With or without a place: others have taken many.
    expect(page.locator("h1")).to_have_text("Đăng ký của tôi")
    expect(page.locator("main")).to_contain_text("Trần Văn Hỏi")


def in_the_queue(open_browser, day, words: str) -> int:
    """How often the question stands in the list of its asker, word for word."""
    page = open_browser("delegate")
    page.goto(day.page("questions?mine=1"))
    whole = re.compile(rf"^\s*{re.escape(words)}\s*$")
    return page.locator(".question-card-words", has_text=whole).count()


def test_a_question_asked_offline_is_in_the_queue_once(day, open_browser) -> None:
    page = open_browser("delegate")
    ask(page, day, WORDS)
    page.context.set_offline(True)

    page.get_by_role("button", name="Gửi câu hỏi").click()

    outbox = page.locator("question-outbox")
    expect(outbox).to_contain_text(NOT_SENT)
    expect(outbox).to_contain_text(WORDS)
    expect(outbox).to_be_in_viewport(ratio=1)
    expect(page.locator("#text")).to_have_value("")
    page.context.set_offline(False)
    expect(outbox).to_contain_text(GIVEN)
    given = GIVEN.search(outbox.inner_text())
    assert given is not None
    expect(outbox).to_have_attribute("role", "status")
    outbox.get_by_role("link", name="Mở câu hỏi").click()
    page.wait_for_url(RECEIVED)
    expect(page.locator(".receipt")).to_contain_text(given[1])
    expect(page.locator("h1")).to_have_text(WORDS)
    assert in_the_queue(open_browser, day, WORDS) == 1


def test_nothing_is_said_to_be_restored_once_it_lies_in_the_outbox(day, open_browser) -> None:
    page = open_browser("delegate")
    ask(page, day, f"{WORDS} Câu hỏi được khôi phục.")
    page.reload()
    said = page.locator(".draft-said")
    expect(said).to_contain_text("được khôi phục")
    page.context.set_offline(True)

    page.get_by_role("button", name="Gửi câu hỏi").click()

    expect(page.locator("question-outbox")).to_contain_text(NOT_SENT)
    expect(page.locator("#text")).to_have_value("")
    expect(said).to_be_empty()


def test_a_question_that_waits_is_sent_from_whatever_page_opens_next(day, open_browser) -> None:
    words = f"{WORDS} Câu hỏi thứ hai."
    page = open_browser("delegate")
    other = page.context.new_page()
    ask(page, day, words)
    page.context.set_offline(True)
    page.get_by_role("button", name="Gửi câu hỏi").click()
    expect(page.locator("question-outbox")).to_contain_text(NOT_SENT)
    page.close()

    page.context.set_offline(False)
    other.goto(day.page("agenda"))

    expect(other.locator("question-outbox")).to_contain_text("Câu hỏi đã được gửi.")
    assert in_the_queue(open_browser, day, words) == 1


def test_what_was_typed_is_there_again_and_gone_once_it_was_received(day, open_browser) -> None:
    words = f"{WORDS} Câu hỏi thứ ba."
    page = open_browser("delegate")
    ask(page, day, words)

    page.goto(day.page("questions/new"))

    expect(page.locator("#text")).to_have_value(words)
    page.get_by_role("button", name="Gửi câu hỏi").click()
    page.wait_for_url(RECEIVED)
    expect(page.locator("h1")).to_have_text(words)
    page.goto(day.page("questions/new"))
    expect(page.locator("#text")).to_have_value("")


def test_an_expired_session_loses_nothing(day, open_browser) -> None:
    words = f"{WORDS} Câu hỏi thứ tư."
    page = open_browser("delegate2")
    ask(page, day, words)
    page.context.clear_cookies()

    page.get_by_role("button", name="Gửi câu hỏi").click()

    outbox = page.locator("question-outbox")
    expect(outbox).to_contain_text("phiên đăng nhập đã hết")
    outbox.get_by_role("link", name="Đăng nhập").click()
    page.locator("#email").fill("delegate2@demo.example.org")
    page.locator("#password").fill("hoi-nghi-demo-2025")
    page.keyboard.press("Enter")
    page.locator("question-outbox").get_by_role("link", name="Mở câu hỏi").click()
    page.wait_for_url(RECEIVED)
    expect(page.locator("h1")).to_have_text(words)


def test_what_is_too_much_at_once_says_so_and_waits_for_its_turn(day, open_browser) -> None:
    page = open_browser()
    register(page, day, "hoi-nhieu@example.org")
    waiting = page.locator("question-outbox article")

    for number in range(6):
        ask(page, day, f"{WORDS} Câu hỏi của cả phòng, số {number}.")
        page.get_by_role("button", name="Gửi câu hỏi").click()
        expect(page.locator(".receipt").or_(waiting.get_by_text(TOO_MANY)).first).to_be_visible()

    page.goto(day.page("agenda"))
    expect(waiting.first).to_contain_text(TOO_MANY)
    expect(waiting.filter(has_text="số 5.")).to_have_count(1)
    expect(waiting.filter(has_text="số 0.")).to_have_count(0)


def test_what_waits_comes_back_into_an_empty_form_only(day, open_browser) -> None:
    page = open_browser("delegate")
    ask(page, day, f"{WORDS} Câu hỏi đang chờ.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Gửi câu hỏi").click()
    outbox, text = page.locator("question-outbox"), page.locator("#text")
    expect(outbox).to_contain_text(NOT_SENT)
    text.fill("Câu hỏi khác đang gõ dở.")

    outbox.get_by_role("button", name="Đưa lại vào biểu mẫu").click()

    expect(page.locator(".draft-said")).to_contain_text("đang có câu hỏi khác")
    expect(text).to_have_value("Câu hỏi khác đang gõ dở.")
    expect(outbox.locator("article")).to_have_count(1)
    text.fill("")
    outbox.get_by_role("button", name="Đưa lại vào biểu mẫu").click()
    expect(text).to_have_value(f"{WORDS} Câu hỏi đang chờ.")
    expect(outbox.locator("article")).to_have_count(0)


def test_a_question_that_comes_while_another_is_on_its_way_goes_next(day, open_browser) -> None:
    page, held = open_browser(), []
    register(page, day, "hoi-tiep@example.org")
    ask(page, day, f"{WORDS} Câu hỏi đi trước.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Gửi câu hỏi").click()
    expect(page.locator("question-outbox")).to_contain_text(NOT_SENT)
    page.route("**/questions/new", lambda route: held.append(route), times=1)
    with page.expect_request("**/questions/new"):
        page.context.set_offline(False)
    page.locator("#text").fill(f"{WORDS} Câu hỏi đi sau.")
    page.get_by_role("button", name="Gửi câu hỏi").click()
    expect(page.locator("question-outbox article")).to_have_text([re.compile("Đang gửi")] * 2)

    with page.expect_request("**/questions/new"):
        held[0].continue_()

    page.wait_for_url(RECEIVED)
    expect(page.locator("h1")).to_have_text(f"{WORDS} Câu hỏi đi sau.")
