"""Organisers edit the day by keyboard alone and by touch, and run it while readers look on."""

from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PHONE, Day, sign_in

TALK = "Chuyên đề: Phân cấp, phân quyền trong lĩnh vực Sở hữu trí tuệ"
STANDARDS = "Chuyên đề: Phân cấp, phân quyền trong lĩnh vực Tiêu chuẩn"
AFTER = [
    "Giải lao",
    "An toàn bức xạ",
    "Tần số vô tuyến điện",
    "Bưu chính, viễn thông",
    "phần thứ nhất",
]
TAB_PRESSES = 200


def row(page: Page, words: str):
    return page.locator(".timeline > li", has_text=words).first


def times(page: Page, words: str) -> str:
    found = row(page, words).locator(".timeline-time > time")
    return "-".join(found.all_inner_texts())


def tab_to(page: Page, selector: str) -> None:
    """Goes on with the Tab key alone until the focus is there."""
    for _press in range(TAB_PRESSES):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key never reaches {selector}")


def number_of(page: Page, words: str) -> str:
    return row(page, words).get_attribute("data-item")


def said(page: Page, words: str) -> None:
    expect(page.locator("[data-said]")).to_contain_text(words)


def test_the_whole_day_is_edited_by_keyboard_alone(day, open_browser) -> None:
    page = open_browser("organiser", viewport={"width": 1280, "height": 800})
    page.goto(day.page("organise/agenda"))
    talk = number_of(page, TALK)

    # Later by five minutes, what follows moves only where it is in the way.
    tab_to(page, f"#handle-{talk}")
    page.keyboard.press("ArrowRight")
    said(page, "09:40 đến 10:05")
    assert times(page, TALK) == "09:40-10:05"
    # Shorter again, and up before the item that stood above it: the focus stays on the handle.
    page.keyboard.press("Shift+ArrowLeft")
    said(page, "09:40 đến 10:00")
    page.keyboard.press("ArrowUp")
    said(page, "09:10 đến")
    assert page.evaluate("document.activeElement.id") == f"handle-{talk}"
    titles = page.locator(".editor-list").first.locator("h3").all_inner_texts()
    assert [i for i, t in enumerate(titles) if "Sở hữu trí tuệ" in t] < [
        i for i, t in enumerate(titles) if "Tiêu chuẩn" in t
    ]
    # Down, step by step, into the afternoon.
    for _place in range(7):
        before = page.locator("[data-said]").inner_text()
        page.keyboard.press("ArrowDown")
        expect(page.locator("[data-said]")).not_to_have_text(before)
    afternoon = page.locator(".editor-list").nth(1)
    expect(afternoon.locator("li", has_text=TALK)).to_have_count(1)
    # All of it taken back with Ctrl+Z.
    for _act in range(10):
        page.keyboard.press("Control+z")
    expect(page.locator("#undo")).to_have_count(0)
    assert times(page, TALK) == "09:35-10:00"

    # A new item by its form, with the keyboard, and out of the draft again.
    morning = page.locator("[id^=add-]").first.get_attribute("id")
    tab_to(page, f"#{morning}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/new")
    tab_to(page, "#starts")
    page.keyboard.type("1130a")
    tab_to(page, "#ends")
    page.keyboard.type("1145a")
    tab_to(page, "#title_vi")
    page.keyboard.type("Trao đổi nhanh")
    page.keyboard.press("Enter")
    expect(row(page, "Trao đổi nhanh").locator(".timeline-conflict")).to_contain_text("ngoài phiên")
    expect(page.locator("#to-publication")).to_contain_text("1")
    page.keyboard.press("Control+z")
    expect(row(page, "Trao đổi nhanh")).to_have_count(0)


def test_items_are_moved_by_touch_on_a_phone(day: Day, chromium: Browser) -> None:
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="vi-VN")
    page = context.new_page()
    sign_in(page, day, "organiser")
    page.goto(day.page("organise/agenda"))
    talk = number_of(page, TALK)
    before = times(page, TALK)

    # The buttons of an item.
    page.locator(f"#moves-{talk} > summary").tap()
    page.locator(f"#longer-{talk}").tap()
    said(page, "09:35 đến 10:05")
    page.locator(f"#earlier-{talk}").tap()
    said(page, "09:30 đến 10:00")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    # Its handle, under the finger, to before the item above it.
    page.locator(f"#moves-{talk} > summary").tap()
    drag(page, f"#handle-{talk}", onto=f"#item-{number_of(page, STANDARDS)}")
    said(page, "09:10 đến 09:40")
    titles = " ".join(page.locator(".editor-list").first.locator("h3").all_inner_texts())
    assert titles.index("Sở hữu trí tuệ") < titles.index("Tiêu chuẩn")
    for _change in range(3):
        step = page.locator("[data-undo]").get_attribute("action")
        page.locator("#undo").tap()
        expect(page.locator(f'[action="{step}"]')).to_have_count(0)
    expect(page.locator("#undo")).to_have_count(0)
    expect(page.locator("#undo")).to_have_count(0)
    assert times(page, TALK) == before
    context.close()


def test_ten_minutes_more_on_the_second_briefing_move_the_rest_on_an_open_page_and_are_told(
    day, open_browser
) -> None:
    organiser = open_browser("organiser")
    reader = open_browser()
    reader.goto(day.page("agenda"))
    assert times(reader, TALK) == "09:40-10:05"
    organiser.goto(day.page("organise/agenda/day"))
    briefing = row(organiser, TALK)
    briefing.locator("summary").click()
    briefing.get_by_role("button", name="+10").click()

    expect(row(reader, TALK).locator(".timeline-time")).to_contain_text("10:15")
    # The break gives what it has, down to five minutes; the briefings after it move by the rest,
    # and lunch takes that up: the afternoon stays when it was.
    assert [times(reader, words) for words in AFTER] == [
        "10:15-10:20",
        "10:20-10:45",
        "10:45-11:10",
        "11:10-11:35",
        "13:30-15:00",
    ]
    reader.goto(day.page("agenda/versions"))
    newest = reader.locator(".versions > li").first
    expect(newest).to_contain_text("Thêm 10 phút")
    expect(newest).to_contain_text("từ 09:40–10:05 sang 09:40–10:15")
    organiser.locator("#take-back").click()
    expect(organiser.locator(".toast")).to_contain_text("Đã hoàn tác")
    reader.goto(day.page("agenda"))
    assert times(reader, TALK) == "09:40-10:05"


def drag(page: Page, selector: str, *, onto: str) -> None:
    """A finger on the thing, drawn to the upper edge of the other, and lifted."""
    start, end = (page.locator(one).bounding_box() for one in (selector, onto))
    assert start is not None
    assert end is not None
    x = start["x"] + start["width"] / 2
    # The finger rests before it is lifted: thrown, it would only stop the page at its next tap.
    path = [start["y"] + start["height"] / 2, start["y"] - 20, end["y"] + 8, *[end["y"] + 6] * 6]
    client = page.context.new_cdp_session(page)
    for number, y in enumerate(path):
        kind = "touchMove" if number else "touchStart"
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        page.evaluate("new Promise(requestAnimationFrame)")
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_what_is_taken_away_arrives_through_the_real_server(day, open_browser) -> None:
    page = open_browser()

    for path in ["agenda.ics", "agenda.pdf", "agenda.json", "agenda/documents.zip"]:
        taken = page.request.get(day.page(path))
        assert taken.status == 200, path
        assert len(taken.body()) > 1000, path
    assert "filename*=UTF-8''T%C3%A0i%20li%E1%BB%87u" in taken.headers["content-disposition"]
