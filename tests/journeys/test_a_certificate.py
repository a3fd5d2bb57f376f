"""From the rules to a check: an organiser looks and signs, a stranger brings the file."""

from confapp.certificates.signing.forms import PORTION
from tests.certificates.signing import PASSPHRASE, key_file, with_one_byte_changed

CERTIFICATES = "organise/certificates"
# Milliseconds: another journey of the same day may have issued a hundred.
PATIENCE = 180_000


def test_a_signed_file_is_valid_for_a_stranger_and_not_with_a_byte_changed(
    day, open_browser
) -> None:
    organiser, stranger = open_browser("organiser"), open_browser()
    organiser.goto(day.page(f"{CERTIFICATES}/rules"))
    organiser.get_by_role("button", name="Lưu và xem trước").click()
    organiser.wait_for_url("**/preview")
    organiser.get_by_role("heading", name="Đại biểu có dữ liệu in không đạt").wait_for()

    organiser.goto(day.page(f"{CERTIFICATES}/signing"))
    type_in(organiser, "một mật khẩu khác")
    organiser.get_by_role("button", name="Ký số giấy chứng nhận").click()
    organiser.locator(".error-summary").wait_for()
    type_in(organiser, PASSPHRASE)
    left = int(organiser.locator("[data-unsigned]").get_attribute("data-unsigned"))
    sendings = []
    organiser.on("request", lambda sent: sendings.append(sent.url) if sent.method == "POST" else 0)
    organiser.get_by_role("button", name="Ký số giấy chứng nhận").click()
    organiser.get_by_role("button", name="Dừng ký").wait_for()
    assert organiser.locator(".error-summary, .field-error:visible").count() == 0
    organiser.get_by_text("Không còn giấy nào cần ký số.").wait_for(timeout=PATIENCE)
    assert len(sendings) == -(-left // PORTION) > 1

    signed = organiser.request.get(day.page(f"{CERTIFICATES}/1.pdf")).body()
    files = (signed, with_one_byte_changed(signed))
    verdicts = [bring(day, stranger, content) for content in files]

    assert verdicts == ["valid", "unknown"]


def type_in(page, passphrase: str) -> None:
    """The body's key, and what is to open it."""
    key = {"name": "bo.p12", "mimeType": "application/x-pkcs12", "buffer": key_file()}
    page.set_input_files("#key", key)
    page.fill("#passphrase", passphrase)


def bring(day, page, content: bytes) -> str:
    """What the page for verifying says of a file."""
    page.goto(f"{day.address}/verify")
    paper = {"name": "giấy.pdf", "mimeType": "application/pdf", "buffer": content}
    page.set_input_files("#file", paper)
    page.get_by_role("button", name="Xác minh tệp").click()
    return page.locator("[data-verdict]").get_attribute("data-verdict")
