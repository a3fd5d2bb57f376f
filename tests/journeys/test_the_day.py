"""The conference day, played through by everybody who takes part in it."""

import io
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import zxingcpp
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Day
from tests.mailbox import link_in

DESK = {"width": 1280, "height": 900}
NAME = "Nguyễn Thị Thuỳ Dương"
EMAIL = "thuy-duong@example.org"
QUESTION = (
    "Sở nhận hồ sơ đăng ký chủ trì nhiệm vụ phát triển tài sản trí tuệ từ tỉnh cũ trước hợp nhất "
    "thì áp dụng mức hỗ trợ nào và cơ quan nào ký hợp đồng?"
)
ANSWER = (
    "Đề nghị Sở rà soát hồ sơ theo nghị quyết của Hội đồng nhân dân tỉnh nơi nộp.\n\n"
    "- Hồ sơ đã ký hợp đồng: tiếp tục thực hiện.\n- Hồ sơ chưa ký: áp dụng mức mới."
)


def test_the_day_from_registration_to_a_verified_certificate(
    day: Day, open_browser: Callable[..., Page], tmp_path: Path
) -> None:
    delegate = open_browser()
    ticket = register(delegate, day)
    the_letter_opens_the_delegates_page(open_browser(), day)
    number = ask(delegate, day)
    accept(open_browser("moderator", viewport=DESK), day, number)

    draft(open_browser("assistant.shtt", viewport=DESK), day, number)
    expect_state(delegate, day, number, "Đang soạn")
    approve_and_publish(open_browser("head.shtt"), day, number)
    expect_state(delegate, day, number, "Đã công bố")
    a_stranger_reads_the_answer(open_browser(), day, number)

    screen = open_browser("screen", viewport=DESK)
    screen.goto(day.page("screen"))
    put_on_the_screen(open_browser("moderator", viewport=DESK), day, number)
    expect(screen.locator(".stage-words")).to_have_text(QUESTION)

    check_in(open_browser("desk"), day, ticket)
    issue(open_browser("organiser", viewport=DESK), day)
    paper = download_certificate(delegate, day)
    assert_is_an_official_paper(paper, tmp_path)
    a_stranger_verifies(open_browser(), paper, day)


def register(page: Page, day: Day) -> str:
    """Fills in the form on a phone; gives the ticket's code, as decoded from its QR picture."""
    page.goto(day.page("register"))
    page.get_by_label("Bà", exact=True).check()
    page.locator("#full_name").fill(unicodedata.normalize("NFD", NAME))
    page.locator("#post").fill("Trưởng phòng")
    page.locator("#organisation").fill("Sở Khoa học và Công nghệ tỉnh Cà Mau")
    page.locator("#province").select_option(label="Cà Mau")
    page.locator("#email").fill(EMAIL)
    page.locator("#phone").fill("0912 345 67")
    page.get_by_label("Trực tiếp", exact=True).check()
    for session in page.locator("input[name=sessions]").all():
        session.check()
    page.locator("#organising").check()
    submit(page)
    expect(page.locator("#phone-error")).to_contain_text("Số điện thoại không hợp lệ")
    expect(page.locator("#full_name")).to_have_value(NAME)
    page.locator("#phone").fill("0912 345 678")
    submit(page)
    expect(page.locator(".ticket-name")).to_have_text(NAME)
    page.locator(".toast-close").click()
    code = page.locator(".ticket-code").inner_text().strip()
    assert read_qr(page.locator(".ticket .qr").screenshot()) == code
    return code


def the_letter_opens_the_delegates_page(page: Page, day: Day) -> None:
    letter = day.mailbox.letter_to(EMAIL)
    assert letter["Subject"].startswith("Xác nhận đăng ký")
    page.goto(link_in(letter))
    submit(page)
    page.goto(day.page("me"))
    expect(page.locator(".ticket-name")).to_have_text(NAME)


def ask(page: Page, day: Day) -> str:
    """Asks in the domain of intellectual property; gives the question's number."""
    # The letter has proved the address: whoever typed it first signs in again.
    page.goto(f"{day.address}/sign-in")
    page.locator("#email").fill(EMAIL)
    page.locator("button[formaction$='/sign-in/link']").click()
    expect(page.locator("h1")).to_contain_text("kiểm tra thư")
    page.goto(link_in(day.mailbox.letter_to(EMAIL, number=2)))
    submit(page)
    page.goto(day.page("questions/new"))
    page.locator("#text").fill(QUESTION)
    suggested = page.locator("typed-suggestion .suggested")
    expect(suggested).to_contain_text("Sở hữu trí tuệ")
    page.locator("input[name=domain][value=shtt]").check()
    submit(page)
    expect(page.locator(".question-words")).to_have_text(QUESTION)
    return page.locator(".question-number").first.inner_text().strip()


def accept(page: Page, day: Day, number: str) -> None:
    page.goto(day.page(f"moderate/questions/{number_in(number)}"))
    page.locator("#act-accept button[value=shtt]").first.click()
    expect(page.locator("#act-accept")).to_have_count(0)


def draft(page: Page, day: Day, number: str) -> None:
    page.goto(desk_page(day, number))
    page.locator("form[action$='/ownership'] button").click()
    page.locator("#text").fill(ANSWER)
    page.locator("input[name=kind][value=clear]").check()
    page.locator("#has_no_provision").check()
    page.locator("button[name=hand_in]").click()
    expect(page.locator("form[action$='/approval']")).to_have_count(0)
    expect(page.locator(".answer .prose li")).to_have_count(2)


def approve_and_publish(page: Page, day: Day, number: str) -> None:
    page.goto(desk_page(day, number))
    page.locator("form[action$='/approval'] button").click()
    page.locator("details.asked-once summary").first.click()
    page.locator("form[action$='/publication'] button").click()
    expect(page.locator("form[action$='/publication']")).to_have_count(0)


def expect_state(page: Page, day: Day, number: str, state: str) -> None:
    page.goto(question_page(day, number))
    expect(page.locator("main")).to_contain_text(state)


def a_stranger_reads_the_answer(page: Page, day: Day, number: str) -> None:
    page.goto(question_page(day, number))
    expect(page.locator(".answer .prose")).to_contain_text("Hồ sơ chưa ký: áp dụng mức mới.")
    expect(page.locator("main")).not_to_contain_text(NAME)


def put_on_the_screen(page: Page, day: Day, number: str) -> None:
    page.goto(day.page("moderate"))
    page.locator("#answered").click()
    page.goto(day.page(f"moderate?q={number}"))
    page.locator(f"form[action*='/questions/{number_in(number)}/turn'] button").click()
    row = page.locator(".queue-row", has_text=number)
    row.locator("a", has_text=number).last.click()
    expect(page.locator(".preview-words")).to_have_text(QUESTION)
    page.locator("#take").click()
    expect(page.locator("#answered")).to_be_visible()


def check_in(page: Page, day: Day, ticket: str) -> None:
    """Scans the ticket for both sessions, as a hardware scanner types, and once too often."""
    page.goto(day.page("checkin"))
    for session in page.locator("nav.tabs a").all():
        page.goto(day.address + str(session.get_attribute("href")))
        page.locator("#code").press_sequentially(ticket)
        page.keyboard.press("Enter")
        expect(page.locator(".scan-result[data-verdict=in] .scan-name")).to_contain_text(NAME)
        page.goto(day.page("checkin"))
    page.locator("nav.tabs a").last.click()
    page.locator("#code").fill(ticket)
    page.keyboard.press("Enter")
    expect(page.locator(".scan-result[data-verdict=look]")).to_contain_text(NAME)


def issue(page: Page, day: Day) -> None:
    page.goto(day.page("organise/certificates"))
    page.locator("details.fold summary").first.click()
    page.locator("main form[method=post] button.primary").click()
    page.wait_for_url("**/certificates/batches/*")
    expect(page.locator("main [data-tone=done]").first).to_be_visible()
    page.goto(day.page("organise/certificates?q=nguyen thi thuy duong"))
    expect(page.locator("td[data-main]")).to_have_text([NAME])


def download_certificate(page: Page, day: Day) -> bytes:
    page.goto(day.page("me"))
    with page.expect_download() as download:
        page.locator("a[href$='/me/certificate.pdf']").click()
    return download.value.path().read_bytes()


def assert_is_an_official_paper(paper: bytes, folder: Path) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        [sheet] = pdf.pages
        width, height = (float(n) * 25.4 / 72 for n in sheet.mediabox[2:])
        assert (round(width), round(height)) == (297, 210)
    text = pypdfium2.PdfDocument(paper)[0].get_textpage().get_text_range()
    assert NAME in unicodedata.normalize("NFC", text)
    file = folder / "certificate.pdf"
    file.write_bytes(paper)
    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def a_stranger_verifies(page: Page, paper: bytes, day: Day) -> None:
    picture = pypdfium2.PdfDocument(paper)[0].render(scale=150 / 72).to_pil()
    [code] = zxingcpp.read_barcodes(picture)
    assert code.text.startswith(f"{day.address}/verify/")
    page.goto(code.text)
    expect(page.locator(".verdict[data-verdict=valid]")).to_contain_text(NAME)


def submit(page: Page) -> None:
    page.locator("main form button[type=submit]").last.click()


def read_qr(picture: bytes) -> str:
    from PIL import Image

    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    return code.text


def number_in(reference: str) -> int:
    return int(reference.rsplit("-", 1)[1])


def desk_page(day: Day, reference: str) -> str:
    return day.page(f"desk/{number_in(reference)}")


def question_page(day: Day, reference: str) -> str:
    return day.page(f"questions/{number_in(reference)}")
