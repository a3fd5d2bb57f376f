"""Organisers name who registers a delegation."""

import pytest
import sqlalchemy as sa

from confapp.database import db
from confapp.mail.models import Message
from confapp.registration.models import FocalPoint

FORM = {
    "submission_id": "a-random-submission-000777",
    "delegation": "province_68",
    "full_name": "Bùi Thị Đầu Mối",
    "email": "dau-moi@example.org",
}


def named(app) -> list[tuple[str, str]]:
    with app.app_context():
        rows = db.session.scalars(sa.select(FocalPoint))
        return [
            (row.user.email, row.province.short_name if row.province else row.department.code)
            for row in rows
        ]


def test_the_organisers_name_one_who_is_told_by_mail(app, cast) -> None:
    answer = cast.organiser().post("organise/focal-points", FORM)

    assert answer.status_code == 303
    assert named(app) == [("dau-moi@example.org", "Lâm Đồng")]
    with app.app_context():
        [letter] = db.session.scalars(sa.select(Message))
        assert letter.recipient == "dau-moi@example.org"
        assert "/sign-in/link/" in letter.text


def test_a_unit_of_the_ministry_has_one_too(app, cast) -> None:
    cast.organiser().post("organise/focal-points", FORM | {"delegation": "unit_shtt"})

    assert named(app) == [("dau-moi@example.org", "shtt")]


def test_naming_somebody_twice_counts_once(app, cast) -> None:
    organiser = cast.organiser()
    organiser.post("organise/focal-points", FORM)
    organiser.post("organise/focal-points", FORM)

    assert named(app) == [("dau-moi@example.org", "Lâm Đồng")]


def test_nobody_stands_for_two_delegations(app, cast) -> None:
    organiser = cast.organiser()
    organiser.post("organise/focal-points", FORM)

    answer = organiser.post("organise/focal-points", FORM | {"delegation": "province_04"})

    assert answer.status_code == 409
    assert named(app) == [("dau-moi@example.org", "Lâm Đồng")]


@pytest.mark.parametrize("field", ["delegation", "full_name", "email"])
def test_an_empty_field_is_said_and_the_rest_stays(app, cast, field) -> None:
    answer = cast.organiser().post("organise/focal-points", FORM | {field: ""})

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert named(app) == []


def test_whoever_is_taken_back_sees_the_delegation_no_more(app, cast, focal_point) -> None:
    browser = focal_point()
    assert browser.get("delegation").status_code == 200

    cast.organiser().post("organise/focal-points/1/end")

    assert named(app) == []
    assert browser.get("delegation").status_code == 403


def test_only_a_focal_point_opens_the_page_of_a_delegation(cast, stranger, things) -> None:
    delegate = cast.delegate(things.registration())

    assert stranger.get("delegation").status_code == 302
    assert delegate.get("delegation").status_code == 403
    assert cast.desk().get("delegation").status_code == 403
    assert cast.desk().get("organise/focal-points").status_code == 403


def test_a_focal_point_sees_the_own_delegation_and_no_other(focal_point, things, app) -> None:
    things.registration("Người Lâm Đồng")
    with app.app_context():
        from confapp.events.models import Province

        da_nang = db.session.scalars(sa.select(Province.id).filter_by(short_name="Đà Nẵng")).one()
    other = things.registration("Người Đà Nẵng", province_id=da_nang)
    browser = focal_point()

    page = browser.get("delegation").text

    assert "Người Lâm Đồng" in page
    assert "Người Đà Nẵng" not in page
    assert browser.get(f"delegation/{other}/replacement").status_code == 404
    assert browser.post(f"delegation/{other}/withdrawal").status_code == 404
    assert browser.get("organise/delegates").status_code == 403


def test_one_person_is_added_by_a_form(app, focal_point, standings) -> None:
    form = {
        "salutation": "Bà",
        "full_name": "Lê Thị Bình",
        "post": "Chuyên viên",
        "organisation": "Sở Khoa học và Công nghệ",
        "phone": "0987654321",
        "email": "",
        "mode": "in_person",
    }
    browser = focal_point()

    assert browser.post("delegation/new", form).status_code == 303
    again = browser.post("delegation/new", form)

    assert (again.status_code, 'id="full_name-error"' in again.text) == (422, True)
    assert standings() == {"Lê Thị Bình": "confirmed"}


def test_a_withdrawn_delegate_gives_the_place_on(focal_point, things, standings, quota) -> None:
    number = things.registration()
    quota(1)

    assert focal_point().post(f"delegation/{number}/withdrawal").status_code == 303
    assert standings() == {"Nguyễn Văn An": "cancelled"}


def test_one_person_beyond_the_quota_is_said_at_the_field_and_stays(
    focal_point, quota, standings
) -> None:
    quota(0)
    form = {
        "salutation": "Bà",
        "full_name": "Lê Thị Bình",
        "post": "Chuyên viên",
        "organisation": "Sở Khoa học và Công nghệ",
        "phone": "0987654321",
        "email": "",
        "mode": "in_person",
    }

    answer = focal_point().post("delegation/new", form)

    assert answer.status_code == 422
    assert 'id="mode-error"' in answer.text
    assert "Lê Thị Bình" in answer.text
    assert standings() == {}
