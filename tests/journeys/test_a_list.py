"""An organiser takes in a list of a thousand rows, which the worker goes through."""

from axe_playwright_python.sync_playwright import Axe

from tests.registration.lists import files

HEADS = (
    *("STT", "Ông/Bà", "Họ và tên", "Chức vụ", "Đơn vị", "Tỉnh"),
    *("Điện thoại", "Email", "Hình thức tham dự"),
)


def row(number: int) -> list[object]:
    """One who follows online, for the seats in the hall are for whoever registers next."""
    work = ("Chuyên viên", "Sở KH&CN", "Hà Giang", 900000000 + number)
    address = f"dai-bieu-{number}@hagiang.gov.vn"
    return [number, "Bà", f"Hoàng Thị {number}A", *work, address, "Trực tuyến"]


def test_an_organiser_takes_in_a_list_and_finds_who_stood_on_it(day, open_browser) -> None:
    page = open_browser("organiser")
    content = files.openpyxl_rows([HEADS, *(row(n) for n in range(1, 1001))])
    page.goto(day.page("organise/delegates/lists"))
    file = {"name": "Hà Giang.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Đọc danh sách").click()

    page.get_by_role("link", name="Xem báo cáo").click()
    page.get_by_text("Cách hiểu danh sách").click()
    violations = Axe().run(page).response["violations"]
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.get_by_role("button", name="Đăng ký 1000 đại biểu").click()
    page.get_by_role("link", name="Xem báo cáo").click()
    page.get_by_role("link", name="Xem danh sách đại biểu").click()

    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in violations] == []
    assert overflow <= 0
    page.goto(day.page("organise/delegates?q=dai-bieu-77@"))
    assert page.locator("tbody [data-main]").all_inner_texts() == ["Hoàng Thị 77A"]
