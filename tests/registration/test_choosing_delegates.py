"""Choosing among the delegates: filters, orders, what is taken away, and acts for many."""

import csv
import html
import re
from io import BytesIO, StringIO

import openpyxl
import pytest
import sqlalchemy as sa

from confapp import audit
from confapp.checkin import checking
from confapp.clock import now
from confapp.database import db
from confapp.events.models import Province
from confapp.people.models import User
from confapp.registration.models import Registration

LIST = "organise/delegates"


def names_on(page: str) -> list[str]:
    return re.findall(r'<td data-main><a href="[^"]+">([^<]+)</a>', html.unescape(page))


def session_ids(app) -> list[int]:
    with app.app_context():
        [registration] = db.session.scalars(sa.select(Registration).limit(1))
        return [session.id for session in registration.sessions]


def province_id(app, name: str) -> int:
    with app.app_context():
        return db.session.scalars(sa.select(Province.id).filter_by(short_name=name)).one()


def check_in(app, registration_id: int) -> None:
    with app.app_context():
        registration = db.session.get_one(Registration, registration_id)
        by = db.session.scalars(sa.select(User)).first()
        checking.check_in(registration, registration.sessions[0], by=by, at=now(), method="name")
        db.session.commit()


def in_xlsx(content: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def in_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


@pytest.fixture
def four(app, things) -> dict[str, int]:
    return {
        "an": things.registration("Lê An", mode="online"),
        "anh": things.registration("Đỗ Ánh", province_id=province_id(app, "An Giang")),
        "dung": things.registration("Trần Dũng", mode="online"),
        "duc": things.registration("Bùi Đức", province_id=province_id(app, "Đồng Nai")),
    }


def test_those_who_have_come_are_told_from_those_who_have_not(app, cast, four) -> None:
    organiser = cast.organiser()
    check_in(app, four["an"])
    first, second = session_ids(app)

    shown = {
        query: names_on(organiser.get(f"{LIST}?{query}").text)
        for query in (
            "attendance=present",
            f"attendance=present&session={first}",
            f"attendance=present&session={second}",
            "attendance=absent&mode=online",
            f"attendance=absent&session={second}&q=bui",
        )
    }

    assert list(shown.values()) == [["Lê An"], ["Lê An"], [], ["Trần Dũng"], ["Bùi Đức"]]


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("name", ["Lê An", "Đỗ Ánh", "Trần Dũng", "Bùi Đức"]),
        ("-name", ["Bùi Đức", "Trần Dũng", "Đỗ Ánh", "Lê An"]),
        ("province", ["Đỗ Ánh", "Bùi Đức", "Lê An", "Trần Dũng"]),
        ("-province", ["Lê An", "Trần Dũng", "Bùi Đức", "Đỗ Ánh"]),
        ("oldest", ["Lê An", "Đỗ Ánh", "Trần Dũng", "Bùi Đức"]),
        ("sideways", ["Lê An", "Đỗ Ánh", "Trần Dũng", "Bùi Đức"]),
    ],
)
def test_the_list_is_sorted_by_the_vietnamese_alphabet(cast, order, names) -> None:
    assert names_on(cast.organiser().get(f"{LIST}?order={order}").text) == names


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_exactly_those_who_are_shown_are_taken_away(app, cast, kind) -> None:
    organiser = cast.organiser()

    answer = organiser.get(f"{LIST}.{kind}?mode=online&order=-name")

    read = in_xlsx if kind == "xlsx" else in_csv
    heads, *rows = read(answer.data)
    assert [row[heads.index("Họ và tên")] for row in rows] == ["Trần Dũng", "Lê An"]
    with app.app_context():
        last = sa.select(audit.AuditEntry).order_by(audit.AuditEntry.id.desc()).limit(1)
        entry = db.session.scalars(last).one()
        assert (entry.act, entry.subject) == ("read", f"2 delegates as {kind.upper()}")
        assert entry.user_id == organiser.user_id


def test_several_are_moved_online_at_once_and_their_history_says_so(app, cast, four) -> None:
    organiser = cast.organiser()

    answer = organiser.post(
        f"{LIST}?q=d", {"delegate": [four["anh"], four["duc"]], "act": "online"}
    )

    assert answer.location.endswith(f"{LIST}?q=d")
    assert len(names_on(organiser.get(f"{LIST}?mode=online").text)) == 4
    page = organiser.get(f"{LIST}/{four['anh']}").text
    assert "Thay đổi hình thức hoặc phiên tham dự · Trần Thị Thu Hương" in html.unescape(page)


def test_a_session_is_taken_away_and_added_again_but_never_the_only_one(app, cast, four) -> None:
    organiser, (first, second) = cast.organiser(), session_ids(app)
    chosen = {"delegate": [four["an"]], "session": first}

    organiser.post(LIST, chosen | {"act": "leave"})
    assert "Lê An" not in names_on(organiser.get(f"{LIST}?session={first}").text)
    assert organiser.post(LIST, chosen | {"act": "leave", "session": second}).status_code == 409
    organiser.post(LIST, chosen | {"act": "join"})
    organiser.post(LIST, chosen | {"act": "join"})

    assert "Lê An" in names_on(organiser.get(f"{LIST}?session={first}").text)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"act": "online"},
        {"act": "online", "delegate": "999"},
        {"act": "sideways", "delegate": "1"},
        {"act": "join", "delegate": "1"},
        {"act": "join", "delegate": "1", "session": "999"},
    ],
)
def test_an_act_for_nobody_or_of_no_kind_is_refused(cast, things, fields) -> None:
    things.registration()

    assert cast.organiser().post(LIST, fields).status_code == 409


@pytest.mark.parametrize(
    ("method", "path"), [("post", LIST), ("get", f"{LIST}.xlsx"), ("get", f"{LIST}.csv")]
)
def test_only_organisers_take_lists_away_and_move_people(
    cast, things, stranger, method, path
) -> None:
    delegate = cast.delegate(things.registration())
    others = [cast.moderator(), cast.desk(), cast.head("shtt"), delegate]

    assert [getattr(browser, method)(path).status_code for browser in others] == [403] * 4
    assert getattr(stranger, method)(path).status_code == (302 if method == "get" else 403)


def test_the_history_of_a_person_is_told_in_words(app, cast, things) -> None:
    number = things.registration("Lê An")
    cast.delegate(number).post("me/cancellation")
    organiser = cast.organiser()

    page = html.unescape(organiser.get(f"{LIST}/{number}").text)
    again = html.unescape(organiser.get(f"{LIST}/{number}").text)

    assert "Hủy đăng ký · Lê An" in page
    assert "Xem dữ liệu · Trần Thị Thu Hương" in again
