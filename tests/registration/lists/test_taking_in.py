"""Sending a list in, looking at its report, and registering who stands on it."""

import html
import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from confapp import audit
from confapp.database import db
from confapp.people.models import User
from confapp.registration.lists import checking
from confapp.registration.lists.models import DelegateList
from confapp.registration.models import Registration
from tests.cast import Browser
from tests.registration.lists import files

LISTS = "organise/delegates/lists"
HEADS = ("STT", "Ông/Bà", "Họ và tên", "Chức vụ", "Đơn vị", "Tỉnh", "Điện thoại", "Email")


def row(number: int, name: str = "", **told: Any) -> list[Any]:
    cells = {
        "number": number,
        "salutation": "Ông",
        "name": name or f"Nguyễn Văn {number}A",
        "post": "Chuyên viên",
        "work": "Sở KH&CN",
        "province": "Lào Cai",
        "phone": f"09{number:08d}",
        "email": f"dai-bieu-{number}@laocai.gov.vn",
    }
    return list((cells | told).values())


def a_list(*rows: list[Any]) -> bytes:
    return files.openpyxl_rows([HEADS, *rows])


def send(browser, content: bytes, name: str = "ds.xlsx", **fields: Any):
    return browser.post(LISTS, {"file": (BytesIO(content), name)} | fields, buffered=True)


def page_after(browser, content: bytes) -> str:
    answer = send(browser, content)
    assert answer.status_code == 303
    return html.unescape(browser.get(answer.location).text)


def take_in(browser, content: bytes):
    return browser.post(f"{send(browser, content).location}/registration")


def registered(app) -> list[tuple[str, str, str]]:
    with app.app_context():
        rows = db.session.scalars(sa.select(Registration).order_by(Registration.id))
        return [(r.full_name, r.phone, r.province.short_name) for r in rows]


def states_on(page: str) -> list[str]:
    body = page[page.index('<table id="report"') :]
    return re.findall(r'data-tone="\w+">([^<]+)<', body)


def test_nothing_is_registered_before_the_report_has_been_looked_at(app, cast) -> None:
    page = page_after(cast.organiser(), a_list(row(1, "Hoàng Văn Thụ")))

    assert "Ông Hoàng Văn Thụ" in page
    assert states_on(page) == ["Sẵn sàng"]
    assert registered(app) == []


def test_all_who_are_ready_are_registered_for_every_session_with_an_account(app, cast) -> None:
    take_in(cast.organiser(), a_list(row(1, "Hoàng Văn Thụ"), row(2, "Lý Tự Trọng")))

    assert registered(app) == [
        ("Hoàng Văn Thụ", "0900000001", "Lào Cai"),
        ("Lý Tự Trọng", "0900000002", "Lào Cai"),
    ]
    with app.app_context():
        for registration in db.session.scalars(sa.select(Registration)):
            assert len(registration.sessions) == 2
            assert registration.user.email == registration.email
            assert registration.consents == []


def test_the_same_list_twice_changes_nothing(app, cast) -> None:
    organiser, content = cast.organiser(), files.blank_rows()
    with_salutations = {"mode": "in_person", "salutation": "Ông"}
    first = send(organiser, content).location
    organiser.post(f"{first}/columns", with_salutations)
    organiser.post(f"{first}/registration")
    before = registered(app)

    second = send(organiser, content).location
    organiser.post(f"{second}/columns", with_salutations)

    page = organiser.get(second).text
    assert len(before) == 3
    assert states_on(page).count("Đã có") == 3
    assert "ĐB-0001" in page
    assert organiser.post(f"{second}/registration").status_code == 409
    assert registered(app) == before


def test_one_bad_row_keeps_everybody_out_and_is_told_first(app, cast) -> None:
    organiser = cast.organiser()
    content = a_list(row(1), row(2, province="Đông Lào", phone="12", email="a@b"), row(3))

    page = page_after(organiser, content)

    assert states_on(page) == ["Cần sửa", "Sẵn sàng", "Sẵn sàng"]
    for told in ("Đông Lào", "12", "a@b"):
        assert told in page
    assert take_in(organiser, content).status_code == 409
    assert registered(app) == []


def test_a_duplicate_is_told_of_whom(cast, things) -> None:
    things.registration("Nguyễn Văn An", email="an@laocai.gov.vn", phone="0911111111")
    page = page_after(
        cast.organiser(),
        a_list(
            row(1, "Nguyễn Văn An", email="AN@laocai.gov.vn"),
            row(2, "Trần Bình", email="binh@laocai.gov.vn"),
            row(3, "Trần Bình", email="binh@laocai.gov.vn"),
            row(4, "Người Khác", email="an@laocai.gov.vn"),
        ),
    )

    assert states_on(page) == ["Cần sửa", "Đã có", "Sẵn sàng", "Đã có"]
    assert "đã đăng ký với mã ĐB-0001" in page
    assert "trùng với dòng 3" in page


def test_columns_that_were_misunderstood_can_be_corrected(app, cast) -> None:
    organiser = cast.organiser()
    content = files.openpyxl_rows(
        [
            ("Họ và tên", "Ông/Bà", "Việc làm", "Đơn vị", "Tỉnh"),
            ("Lê Lợi", "Ông", "Trưởng phòng", "Sở KH&CN", "Thanh Hóa"),
        ]
    )
    path = send(organiser, content).location
    assert "Cần sửa" in organiser.get(path).text

    organiser.post(f"{path}/columns", {"column-0-2": "post", "mode": "online", "salutation": ""})
    organiser.post(f"{path}/registration")

    with app.app_context():
        [registration] = db.session.scalars(sa.select(Registration))
        assert (registration.post, registration.mode) == ("Trưởng phòng", "online")


def test_two_columns_cannot_hold_the_same(cast) -> None:
    organiser = cast.organiser()
    path = send(organiser, a_list(row(1))).location

    answer = organiser.post(f"{path}/columns", {"column-0-2": "post", "column-0-3": "post"})

    assert answer.status_code == 409


def test_whoever_has_no_address_is_registered_all_the_same_and_gets_no_letter(app, cast) -> None:
    organiser = cast.organiser()
    take_in(organiser, a_list(row(1, "Lê Lợi", email="")))

    page = organiser.get("organise/delegates/1").text

    assert "Lê Lợi" in page
    assert ".invalid" not in page


def test_the_same_form_sent_twice_is_one_list(app, cast) -> None:
    organiser = cast.organiser()
    once = {"submission_id": "a-random-submission-000001"}

    places = [send(organiser, a_list(row(1)), **once).location for _ in range(2)]

    assert places[0] == places[1]


def test_what_was_taken_in_is_noted_and_the_list_forgets_its_people(app, cast) -> None:
    organiser = cast.organiser()
    take_in(organiser, a_list(row(1)))

    with app.app_context():
        [sent] = db.session.scalars(sa.select(DelegateList))
        acts = db.session.scalars(sa.select(audit.AuditEntry.act)).all()
        assert (sent.sheets, sent.findings, sent.imported) == ([], [], 1)
        assert ("send list" in acts, "take in list" in acts) == (True, True)


def test_five_thousand_rows_are_gone_through_by_the_worker_with_progress(app, cast) -> None:
    organiser = cast.organiser()
    path = send(organiser, a_list(*(row(n) for n in range(1, 5001)))).location
    assert "<progress" in organiser.get(f"{path}/progress").text
    list_id = int(path.rsplit("/", 1)[1])

    with app.app_context():
        checking.carry_out(list_id)
    assert "<progress" not in organiser.get(f"{path}/progress").text
    organiser.post(f"{path}/registration")
    with app.app_context():
        checking.carry_out(list_id)
        checking.carry_out(list_id)

    with app.app_context():
        count = sa.select(sa.func.count())
        assert db.session.scalar(count.select_from(Registration)) == 5000
        assert db.session.scalar(count.select_from(User)) == 5001


def test_everybody_on_two_copies_taken_in_at_once_is_registered_once(app, cast) -> None:
    first = cast.organiser()
    organisers = [first, cast.sign_in(first.user_id)]
    content = a_list(*(row(n) for n in range(1, 41)))
    paths = [send(organiser, content).location for organiser in organisers]

    with ThreadPoolExecutor(2) as pool:
        answers = pool.map(
            lambda told: told[0].post(f"{told[1]}/registration").status_code,
            zip(organisers, paths, strict=True),
        )
        assert set(answers) <= {303, 409}

    assert len(registered(app)) == 40


def test_people_register_by_themselves_while_their_list_is_taken_in(app, cast, fields) -> None:
    organiser = cast.organiser()
    path = send(organiser, a_list(*(row(n) for n in range(1, 41)))).location
    emails = [f"dai-bieu-{n}@laocai.gov.vn" for n in range(1, 41, 5)]

    with ThreadPoolExecutor(4) as pool:
        taken = pool.submit(organiser.post, f"{path}/registration")
        alone = list(
            pool.map(
                lambda email: Browser(app.test_client()).post("register", fields(email=email)),
                emails,
            )
        )

    assert taken.result().status_code == 303
    assert {answer.status_code for answer in alone} == {303}
    with app.app_context():
        keys = db.session.scalars(sa.select(Registration.email_key)).all()
    assert len(keys) == len(set(keys))
    assert set(emails) <= set(keys)


def test_work_that_was_lost_is_done_and_old_lists_are_forgotten(app, cast, clock) -> None:
    organiser = cast.organiser()
    path = send(organiser, a_list(*(row(n) for n in range(1, 302)))).location

    clock(9, 6)
    with app.app_context():
        checking.look_after_lists()
    assert len(states_on(organiser.get(path).text)) == 30
    with app.app_context():
        db.session.execute(sa.update(DelegateList).values(asked_at=sa.text("'2025-11-01'")))
        db.session.commit()
        checking.look_after_lists()

    assert organiser.get(path).status_code == 404


def test_a_list_can_be_deleted(app, cast) -> None:
    organiser = cast.organiser()
    path = send(organiser, a_list(row(1))).location

    organiser.post(f"{path}/deletion")

    assert organiser.get(path).status_code == 404


def test_an_empty_form_is_told_at_the_field(cast) -> None:
    answer = cast.organiser().post(LISTS)

    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text


def test_an_empty_file_is_refused_in_a_sentence(cast) -> None:
    assert "Tệp không có nội dung" in send(cast.organiser(), b"").text


def test_a_larger_file_than_allowed_is_refused(cast) -> None:
    answer = cast.organiser().post(
        LISTS, b"," * (7 * 1024 * 1024), content_type="multipart/form-data; boundary=x"
    )

    assert answer.status_code == 413


def test_a_sheet_without_heads_can_be_understood_by_nobody(app, cast) -> None:
    page = page_after(cast.organiser(), files.openpyxl_rows([["Xin chào"], ["a", "b"]]))

    assert "không được đọc" in page


def test_the_template_is_understood_as_it_is(cast) -> None:
    answer = cast.organiser().get(f"{LISTS}/template.xlsx")
    book = openpyxl.load_workbook(BytesIO(answer.data))
    book.active.append([1, "Bà", "Hồ Xuân Hương", "Nhà thơ", "Sở KH&CN", "Nghệ An", "0912345678"])

    page = page_after(cast.organiser(), files.saved(book))

    assert states_on(page) == ["Sẵn sàng"]


def test_a_report_asks_the_database_as_often_for_thirty_rows_as_for_one(cast, statements) -> None:
    organiser = cast.organiser()
    counts = []
    for many in (1, 30):
        path = send(organiser, a_list(*(row(n) for n in range(1, many + 1)))).location
        statements.clear()
        organiser.get(path)
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_the_lists_ask_the_database_as_often_for_thirty_as_for_one(cast, statements) -> None:
    organiser = cast.organiser()
    counts = []
    for many in (1, 29):
        for _ in range(many):
            send(organiser, a_list(row(1)))
        statements.clear()
        organiser.get(LISTS)
        counts.append(len(statements))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", LISTS),
        ("post", LISTS),
        ("get", f"{LISTS}/template.xlsx"),
        ("get", f"{LISTS}/1"),
        ("get", f"{LISTS}/1/progress"),
        ("post", f"{LISTS}/1/columns"),
        ("post", f"{LISTS}/1/registration"),
        ("post", f"{LISTS}/1/deletion"),
    ],
)
def test_only_organisers_deal_with_lists(cast, things, stranger, method, path) -> None:
    send(cast.organiser(), a_list(row(1)))
    others = [cast.moderator(), cast.desk(), cast.head("shtt")]
    others.append(cast.delegate(things.registration()))

    assert [getattr(browser, method)(path).status_code for browser in others] == [403] * 4
    assert getattr(stranger, method)(path).status_code == (302 if method == "get" else 403)


@pytest.mark.parametrize("what", ["", "/progress", "/columns", "/registration", "/deletion"])
def test_an_unknown_list_is_not_found(cast, what) -> None:
    method = "get" if what in ("", "/progress") else "post"

    answer = getattr(cast.organiser(), method)(f"{LISTS}/999{what}")

    assert answer.status_code == 404


def test_a_list_for_which_there_is_too_little_room_says_where(app, cast) -> None:
    organiser = cast.organiser()
    rules = {
        "in_person": "2",
        "online": "",
        "closes_at": "2025-11-13T17:00",
        "hours_to_confirm": "24",
    }
    assert organiser.post("organise/places", rules).status_code == 303
    organiser.post("organise/places/quotas", {"province_15": "1"})

    page = page_after(organiser, a_list(row(1), row(2), row(3)))

    assert "Trực tiếp: 3 đại biểu trong danh sách, còn 2 chỗ" in page
    assert "Lào Cai: 3 đại biểu trong danh sách, còn 1 chỗ" in page


def test_a_list_for_which_there_is_room_warns_of_nothing(cast) -> None:
    organiser = cast.organiser()
    organiser.post("organise/places/quotas", {"province_15": "1"})

    assert "đại biểu trong danh sách, còn" not in page_after(organiser, a_list(row(1)))
