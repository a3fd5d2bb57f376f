"""A focal point pastes the rows of a spreadsheet."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from confapp.database import db
from confapp.mail.models import Message
from confapp.registration.models import Registration

HEAD = "STT\tHọ và tên\tChức vụ\tĐơn vị\tĐiện thoại\tThư điện tử\n"
AN = "1\tÔng Trần Văn An\tTrưởng phòng\tSở Khoa học và Công nghệ\t912345678\tan@example.org\n"
BINH = "2\tBà Lê Thị Bình\tChuyên viên\tSở Khoa học và Công nghệ\t0987 654 321\tbinh@example.org\n"


def rows(text: str, *, confirmed: bool = True, **told: str) -> dict[str, str]:
    form = {"text": text, "work": "", "mode": "in_person", "salutation": ""} | told
    return form | ({"confirmed": "1"} if confirmed else {})


def registered(app) -> list[tuple[str, ...]]:
    with app.app_context():
        found = db.session.scalars(sa.select(Registration).order_by(Registration.id))
        return [
            (
                row.salutation,
                row.full_name,
                row.post,
                row.organisation,
                row.province.short_name if row.province else row.department.code,
                row.phone,
                row.email,
            )
            for row in found
        ]


def test_rows_with_their_head_are_looked_at_before_anybody_is_registered(app, focal_point) -> None:
    browser = focal_point()

    answer = browser.post("delegation", rows(HEAD + AN + BINH, confirmed=False))

    assert answer.status_code == 200
    assert "Trần Văn An" in answer.text
    assert 'name="confirmed"' in answer.text
    assert registered(app) == []


def test_confirmed_rows_are_registered_for_the_delegation_and_invited(app, focal_point) -> None:
    answer = focal_point().post("delegation", rows(HEAD + AN + BINH))

    work = "Sở Khoa học và Công nghệ"
    assert answer.status_code == 303
    assert registered(app) == [
        ("Ông", "Trần Văn An", "Trưởng phòng", work, "Lâm Đồng", "0912345678", "an@example.org"),
        ("Bà", "Lê Thị Bình", "Chuyên viên", work, "Lâm Đồng", "0987654321", "binh@example.org"),
    ]
    with app.app_context():
        written = sa.select(Message.recipient).where(Message.text.contains("/invitation/"))
        assert set(db.session.scalars(written)) == {"an@example.org", "binh@example.org"}


def test_rows_without_a_head_are_understood_by_what_stands_in_them(app, focal_point) -> None:
    text = "an@example.org\tÔng\tTrần Văn An\tTrưởng phòng\t912345678\n"

    focal_point().post("delegation", rows(text, work="UBND xã Đạ Huoai"))

    assert registered(app) == [
        (
            "Ông",
            "Trần Văn An",
            "Trưởng phòng",
            "UBND xã Đạ Huoai",
            "Lâm Đồng",
            "0912345678",
            "an@example.org",
        )
    ]


def test_a_unit_of_the_ministry_registers_its_own(app, focal_point) -> None:
    focal_point("shtt").post("delegation", rows(HEAD + AN))

    assert [row[4] for row in registered(app)] == ["shtt"]


def test_one_wrong_row_registers_nobody_and_what_was_typed_stays(app, focal_point) -> None:
    wrong = BINH.replace("0987 654 321", "12")

    answer = focal_point().post("delegation", rows(HEAD + AN + wrong))

    assert registered(app) == []
    assert "Lê Thị Bình\tChuyên viên" in answer.text
    assert 'class="field-error"' in answer.text
    assert 'name="confirmed"' not in answer.text


def test_a_row_of_another_province_is_wrong(app, focal_point) -> None:
    head = HEAD.replace("Đơn vị", "Đơn vị\tTỉnh")
    row = AN.replace("Công nghệ\t", "Công nghệ\tĐà Nẵng\t")

    answer = focal_point().post("delegation", rows(head + row))

    assert registered(app) == []
    assert 'class="field-error"' in answer.text


def test_pasting_the_same_rows_twice_registers_nobody_twice(app, focal_point) -> None:
    browser = focal_point()
    browser.post("delegation", rows(HEAD + AN))

    browser.post("delegation", rows(HEAD + AN + BINH))
    browser.post("delegation", rows(HEAD + AN + BINH))

    assert [row[1] for row in registered(app)] == ["Trần Văn An", "Lê Thị Bình"]


def test_beyond_the_quota_nobody_is_registered_and_that_is_said(app, focal_point, quota) -> None:
    quota(1)

    answer = focal_point().post("delegation", rows(HEAD + AN + BINH))

    assert answer.status_code == 422
    assert "chỉ tiêu còn 1 chỗ" in answer.text
    assert "Lê Thị Bình\tChuyên viên" in answer.text
    assert registered(app) == []


def test_those_who_attend_online_take_nothing_of_the_quota(app, focal_point, quota) -> None:
    quota(0)

    focal_point().post("delegation", rows(HEAD + AN + BINH, mode="online"))

    assert len(registered(app)) == 2


def test_two_focal_points_of_a_province_at_once_stay_within_its_quota(
    app, focal_point, quota
) -> None:
    quota(2)
    browsers = [focal_point(email=f"dau-moi-{n}@example.org") for n in range(4)]
    texts = [
        HEAD + AN.replace("an@", f"an{n}@").replace("Văn An", f"Văn An {chr(65 + n)}")
        for n in range(4)
    ]

    with ThreadPoolExecutor(4) as threads:
        answers = list(
            threads.map(
                lambda pair: pair[0].post("delegation", rows(pair[1])).status_code,
                zip(browsers, texts, strict=True),
            )
        )

    # Who comes too late is told before or while it is registered.
    assert sorted(answers)[:2] == [303, 303]
    assert set(answers) <= {303, 409, 422}
    assert len(registered(app)) == 2


@pytest.mark.parametrize(
    "text", ["", " \n \n", "xin chào", "\t\t\t", "=cmd|' /C calc'!A0", "a\tb\n" * 201]
)
def test_what_is_no_list_is_said_at_the_field(app, focal_point, text) -> None:
    answer = focal_point().post("delegation", rows(text))

    assert answer.status_code == 422
    assert 'id="text-error"' in answer.text
    assert registered(app) == []


def test_after_the_deadline_nobody_is_added(app, focal_point, cast) -> None:
    browser = focal_point()
    cast.organiser().post("organise/places/closure")

    assert browser.post("delegation", rows(HEAD + AN)).status_code == 409
    assert registered(app) == []


def test_the_page_asks_as_often_for_thirty_delegates_as_for_one(
    focal_point, things, statements
) -> None:
    browser = focal_point()
    things.registration()
    statements.clear()
    browser.get("delegation")
    for_one = len(statements)
    for _ in range(29):
        things.registration()
    statements.clear()

    assert browser.get("delegation").status_code == 200
    assert len(statements) == for_one


def test_two_without_an_address_are_two_whatever_stands_in_their_names(app, focal_point) -> None:
    text = "Ông\tLê A|B\tChuyên viên\tC\t0912000111\nÔng\tLê A\tChuyên viên\tB|C\t0912000111\n"

    assert focal_point().post("delegation", rows(text)).status_code == 303
    assert [row[1] for row in registered(app)] == ["Lê A|B", "Lê A"]


def test_a_wrong_address_is_said_also_without_a_head(app, focal_point) -> None:
    text = "Ông\tTrần Văn An\tChuyên viên\tSở\t0912000111\tsai@@example\n"

    answer = focal_point().post("delegation", rows(text))

    assert 'class="field-error"' in answer.text
    assert registered(app) == []


def test_the_number_of_somebody_elses_delegate_is_not_told(app, focal_point, things) -> None:
    things.registration("Trần Văn An", email="an@example.org", organisation="Sở khác")

    page = focal_point().post("delegation", rows(HEAD + AN, confirmed=False)).text

    assert "đã đăng ký" in page
    assert "ĐB-0001" not in page
