"""Somebody of a department writes an answer with the toolbar, the keys and what Word gives."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

CLIPBOARD = Path(__file__).parent / "clipboard"
# A question of the sample day that its department has taken and not begun to answer.
TAKEN = 31
WORD = """\
Căn cứ Điều 4 Nghị định số 132/2025/NĐ-CP, đề nghị Sở

- rà soát hồ sơ;
    - hồ sơ của cấp xã;
- báo cáo Ủy ban nhân dân.
1. lập danh mục;
2. công khai danh mục.

Trân trọng \\*cảm ơn\\*."""
LIBREOFFICE = """\
Căn cứ Điều 4, đề nghị Sở

- rà soát hồ sơ;
    - hồ sơ của cấp xã;
- báo cáo.
1. lập danh mục;
2. công khai danh mục.

Trân trọng
cảm ơn."""
PASTE = """([html, plain]) => {
  const clipboardData = new DataTransfer();
  if (html) clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", plain);
  const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  return document.activeElement.dispatchEvent(paste);
}"""


@pytest.fixture
def editor(day, open_browser):
    page = open_browser("assistant.shtt")
    page.goto(day.page(f"desk/{TAKEN}"))
    page.locator("#text").fill("")
    page.locator("#text").focus()
    return page


@pytest.mark.parametrize(("source", "expected"), [("word", WORD), ("libreoffice", LIBREOFFICE)])
def test_a_paste_keeps_paragraphs_and_lists_and_nothing_else(editor, source, expected) -> None:
    html = (CLIPBOARD / f"{source}.html").read_text(encoding="utf-8")

    editor.evaluate(PASTE, [html, "chữ thường"])

    assert editor.locator("#text").input_value() == expected


def test_plain_words_are_pasted_by_the_browser_itself(editor) -> None:
    assert editor.evaluate(PASTE, ["", "chữ thường"])
    assert editor.locator("#text").input_value() == ""


def test_keys_and_buttons_write_the_signs_and_take_them_away(editor) -> None:
    text = editor.locator("#text")
    text.press_sequentially("Điều 4")
    text.press("Control+a")
    text.press("Control+b")
    assert text.input_value() == "**Điều 4**"
    text.press("Control+b")
    assert text.input_value() == "Điều 4"
    text.press("Control+i")
    assert text.input_value() == "*Điều 4*"
    text.fill("một\nhai")
    text.press("Control+a")
    text.press("Control+Shift+Digit8")
    assert text.input_value() == "- một\n- hai"
    text.press("Control+a")
    editor.get_by_role("button", name="Danh sách đánh số").click()
    assert text.input_value() == "1. một\n2. hai"
    text.press("Control+a")
    text.press("Control+Shift+Digit9")
    assert text.input_value() == "> một\n> hai"
    text.press("Control+z")
    assert text.input_value() == "1. một\n2. hai"


def test_the_toolbar_is_one_stop_of_the_tab_key(editor) -> None:
    editor.keyboard.press("Shift+Tab")
    assert editor.evaluate("document.activeElement.dataset.tool") == "bold"
    editor.keyboard.press("ArrowRight")
    assert editor.evaluate("document.activeElement.dataset.tool") == "italic"
    editor.keyboard.press("End")
    assert editor.evaluate("document.activeElement.dataset.tool") == "link"
    editor.keyboard.press("Tab")
    assert editor.evaluate("document.activeElement.id") == "text"


def test_a_preview_comes_from_the_server_and_saves_nothing(editor) -> None:
    editor.locator("#text").fill("Theo **Điều 4**:\n\n- một")
    editor.get_by_role("button", name="Xem trước").click()

    preview = editor.locator("#preview")
    preview.locator("strong").wait_for()
    assert preview.locator("li").inner_text() == "một"
    assert editor.locator("#text").input_value() == "Theo **Điều 4**:\n\n- một"
    assert editor.get_by_text("Chưa lưu nội dung nào").count() <= 1


def test_rows_for_citations_are_added_as_needed_and_saved(day, open_browser) -> None:
    page = open_browser("assistant.pc")
    page.goto(day.page("desk/29"))
    for number in range(1, 6):
        if number > 1:
            page.get_by_role("button", name="Thêm căn cứ").click()
        page.locator(f"#decree_{number}").select_option(index=1)
        page.locator(f"#article_{number}").fill(str(number))
    page.locator("#text").fill("Căn cứ năm điều sau đây.")
    violations = Axe().run(page).response["violations"]
    page.locator("#save").click()
    page.get_by_text("Đã lưu dự thảo").wait_for()

    kept = [page.locator(f"#article_{number}").input_value() for number in range(1, 6)]

    assert kept == ["1", "2", "3", "4", "5"]
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_two_write_at_once_see_each_other_and_lose_no_word(day, open_browser) -> None:
    first, second = open_browser("assistant.tsvtd"), open_browser("head.tsvtd")
    for page in (first, second):
        page.goto(day.page("desk/33"))
    first.locator("#text").press_sequentially("Lời của chuyên viên")
    second.get_by_text("đang soạn câu trả lời này").wait_for()
    second.locator("#text").fill("Lời của lãnh đạo")

    first.locator("#save").click()
    first.get_by_text("Đã lưu dự thảo").wait_for()
    second.locator("#save").click()
    second.get_by_role("alert").wait_for()

    assert second.locator("#text").input_value() == "Lời của lãnh đạo"
    assert second.locator(".differences del").first.is_visible()
    assert second.locator(".differences ins").first.is_visible()
    second.get_by_text("Gộp cả hai nội dung").click()
    second.get_by_role("button", name="Soạn tiếp với cả hai nội dung").click()
    merged = second.locator("#text").input_value()
    assert merged.splitlines() == ["Lời của chuyên viên", "Lời của lãnh đạo"]
    second.locator("#save").click()
    second.get_by_text("Đã lưu dự thảo").wait_for()
    assert second.locator("#text").input_value() == merged


def test_a_document_that_is_not_in_force_is_told_when_it_is_chosen(editor) -> None:
    row = editor.locator("[data-row]").first
    warning = row.locator(".citation-warning")
    assert not warning.is_visible()

    row.locator("select").select_option(
        label="91/2025/QH15 (chưa có hiệu lực) · Luật Bảo vệ dữ liệu cá nhân"
    )
    told = warning.inner_text()
    editor.get_by_role("button", name="Thêm căn cứ").click()
    of_new_row = editor.locator("[data-row]").last.locator(".citation-warning")

    assert told == "Luật số 91/2025/QH15 chưa có hiệu lực: có hiệu lực từ ngày 01/01/2026."
    assert not of_new_row.is_visible()
    row.locator("select").select_option(index=2)
    assert not warning.is_visible()
