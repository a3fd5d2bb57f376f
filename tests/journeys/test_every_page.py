"""Every page, in a real browser on a phone: readable by all, nothing cut off, nobody else asked."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [
    ("", ""),
    ("", "agenda"),
    ("", "agenda/speakers"),
    ("", "agenda/speakers/2"),
    ("", "agenda/sites"),
    ("", "agenda/versions"),
    ("", "agenda/versions/1"),
    ("", "agenda/versions/2"),
    ("", "register"),
    ("", "questions"),
    ("", "questions/1"),
    ("", "questions/6"),
    ("", "questions/6/versions/1"),
    ("", "questions/6/versions/2"),
    ("", "questions/13"),
    ("", "questions/new"),
    ("", "certificates"),
    ("", "live"),
    ("", "/sign-in"),
    ("", "/sign-in/link"),
    ("", "/verify"),
    ("", "/verify/AAAABBBBCCCCDDDD"),
    ("", "nowhere"),
    ("delegate", "me"),
    ("delegate", "me/edit"),
    ("delegate", "me/data"),
    ("delegate", "me/data/deletion"),
    ("", "me/data/deleted"),
    ("delegate", "questions?mine=1"),
    ("delegate", "questions/new"),
    ("", "slips?serial=0001&province=79"),
    ("", "approvals/approved"),
    ("clerk", "clerk/slips"),
    ("clerk", "clerk/calls"),
    ("clerk", "clerk/books"),
    ("clerk", "clerk/waiting"),
    ("delegate", "questions/52"),
    ("delegate", "questions/52/information"),
    ("delegate", "questions/52/withdrawal"),
    ("delegate", "questions/53/reopening"),
    ("head.shtt", "desk"),
    ("assistant.shtt", "desk"),
    ("deputy.shtt", "desk"),
    ("head.shtt", "desk/sections/published"),
    ("head.shtt", "desk/publications"),
    ("head.shtt", "departments/shtt/members"),
    ("organiser", "departments/shtt/members"),
    ("organiser", "organise/departments"),
    ("head.shtt", "speaking"),
    ("assistant.shtt", "desk/23"),
    ("head.shtt", "desk/19"),
    ("head.shtt", "desk/15"),
    ("head.tcdlcl", "desk/6"),
    ("head.tcdlcl", "desk/17"),
    ("head.atbxhn", "desk/13"),
    ("legal", "legal"),
    ("legal", "legal?read=1"),
    ("legal", "legal/17"),
    ("moderator", "moderate"),
    ("moderator", "moderate/triage"),
    ("organiser", "moderate/triage?question=47"),
    ("moderator", "moderate/questions"),
    ("moderator", "moderate/questions/45"),
    ("moderator", "moderate/several?act=decline&number=44&number=45"),
    ("organiser", "organise/questions"),
    ("organiser", "organise/legal-documents"),
    ("organiser", "organise/legal-documents/new"),
    ("organiser", "organise/legal-documents/1"),
    ("screen", "screen"),
    ("desk", "checkin"),
    ("organiser", "organise/"),
    ("organiser", "organise/delegates"),
    ("organiser", "organise/delegates/1"),
    ("organiser", "organise/delegates/lists"),
    ("organiser", "organise/agenda"),
    ("organiser", "organise/agenda/3"),
    ("organiser", "organise/agenda/day"),
    ("organiser", "organise/agenda/publication"),
    ("organiser", "organise/agenda/rooms"),
    ("organiser", "organise/agenda/rooms/1"),
    ("organiser", "organise/agenda/sites"),
    ("organiser", "organise/agenda/sites/1"),
    ("organiser", "organise/agenda/speakers"),
    ("organiser", "organise/agenda/speakers/1"),
    ("organiser", "organise/agenda/sessions/1"),
    ("organiser", "organise/documents"),
    ("organiser", "agenda/documents/1/details"),
    ("head.shtt", "agenda/items/5/documents"),
    ("organiser", "organise/places"),
    ("organiser", "organise/focal-points"),
    ("organiser", "organise/invitations"),
    ("focal.68", "delegation"),
    ("focal.68", "delegation/new"),
    ("focal.68", "delegation/1/replacement"),
    ("organiser", "organise/certificates"),
    ("organiser", "organise/certificates/3"),
    ("organiser", "organise/certificates/7"),
    ("organiser", "organise/certificates/1/successor"),
    ("organiser", "organise/certificates/1/revocation"),
    ("organiser", "organise/certificates/batches"),
    ("organiser", "organise/certificates/batches/1"),
    ("organiser", "organise/certificates/rules"),
    ("organiser", "organise/certificates/preview"),
    ("organiser", "organise/certificates/signing"),
    ("organiser", "organise/letters"),
    ("organiser", "organise/letters/1"),
    ("organiser", "organise/letter-texts"),
    ("organiser", "organise/letter-texts/confirmation"),
    ("organiser", "organise/announcements"),
    ("organiser", "organise/announcements/new"),
    ("organiser", "organise/announcements/1"),
    ("organiser", "organise/announcements/2"),
    ("organiser", "organise/announcements/2/edit"),
]


@pytest.mark.parametrize(("who", "path"), PAGES, ids=lambda part: part or "-")
def test_a_page_is_accessible_fits_a_phone_and_stays_at_home(day, open_browser, who, path) -> None:
    page = open_browser(who)
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(day.address + path if path.startswith("/") else day.page(path))

    violations = Axe().run(page).response["violations"]
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in violations] == []
    assert overflow <= 0
    assert [url for url in asked if not url.startswith((day.address, "data:"))] == []
    assert [line for line in complaints if "404" not in line] == []
    assert page.locator("html").get_attribute("lang") == "vi"


@pytest.mark.parametrize(("who", "path"), PAGES[:23], ids=lambda part: part or "-")
def test_a_page_is_whole_without_scripts(day, chromium, who, path) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.goto(day.address + path if path.startswith("/") else day.page(path))

    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()
    context.close()
