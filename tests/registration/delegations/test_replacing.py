"""One delegate comes in the stead of another."""

import pytest
import sqlalchemy as sa

from confapp.clock import now
from confapp.database import db
from confapp.mail.models import Message
from confapp.people.models import User
from confapp.registration.models import Registration, Replacement, Seat, Waiting
from tests.conftest import set_clock

FORM = {
    "salutation": "Bà",
    "full_name": "Lê Thị Bình",
    "post": "Phó Giám đốc",
    "organisation": "Sở Khoa học và Công nghệ",
    "phone": "0987654321",
    "email": "binh@example.org",
}


def test_the_other_gets_the_place_even_if_all_are_taken(
    app, focal_point, things, standings, places, quota
) -> None:
    number = things.registration(email="an@example.org")
    places(1)
    quota(1)

    answer = focal_point().post(f"delegation/{number}/replacement", FORM)

    assert answer.status_code == 303
    assert standings() == {"Nguyễn Văn An": "cancelled", "Lê Thị Bình": "confirmed"}
    with app.app_context():
        [row] = db.session.scalars(sa.select(Replacement))
        other = db.session.get_one(Registration, row.by_registration_id)
        assert (row.registration_id, other.full_name) == (number, "Lê Thị Bình")
        assert len(other.sessions) == 2
        told = sa.select(Message.recipient).where(
            Message.recipient.in_(["an@example.org", "binh@example.org"])
        )
        assert set(db.session.scalars(told)) == {"an@example.org", "binh@example.org"}


def test_the_former_ticket_opens_no_page(cast, focal_point, things) -> None:
    number = things.registration()
    delegate = cast.delegate(number)
    assert delegate.get("me/ticket.pdf").status_code == 200

    focal_point().post(f"delegation/{number}/replacement", FORM)

    assert delegate.get("me/ticket.pdf").status_code == 404


def test_whoever_waits_is_replaced_at_the_same_place_in_the_line(
    app, focal_point, things, standings, places
) -> None:
    places(0)
    first, second = things.registration("Người Một"), things.registration("Người Hai")
    with app.app_context():
        db.session.add(Waiting(registration_id=first, since=now()))
        db.session.flush()
        db.session.add(Waiting(registration_id=second, since=now()))
        db.session.commit()

    focal_point().post(f"delegation/{first}/replacement", FORM)

    with app.app_context():
        line = sa.select(Registration.full_name).join(
            Waiting, Waiting.registration_id == Registration.id
        )
        assert list(db.session.scalars(line.order_by(Waiting.id))) == ["Lê Thị Bình", "Người Hai"]
    assert standings()["Lê Thị Bình"] == "waiting"


def test_organisers_replace_anybody(cast, things, standings) -> None:
    number = things.registration()

    answer = cast.organiser().post(f"delegation/{number}/replacement", FORM)

    assert answer.location.endswith("/organise/delegates/2")
    assert standings() == {"Nguyễn Văn An": "cancelled", "Lê Thị Bình": "confirmed"}


def test_somebody_who_is_registered_already_cannot_be_the_other(
    focal_point, things, standings
) -> None:
    number = things.registration()
    things.registration("Lê Thị Bình", email="binh@example.org")

    answer = focal_point().post(f"delegation/{number}/replacement", FORM)

    assert answer.status_code == 422
    assert 'id="full_name-error"' in answer.text
    assert standings() == {"Nguyễn Văn An": "confirmed", "Lê Thị Bình": "confirmed"}


def test_the_evening_before_is_the_last_time(app, focal_point, things, standings) -> None:
    number = things.registration()
    set_clock(app, 22, 0, day=(2025, 11, 12))
    assert focal_point().post(f"delegation/{number}/replacement", FORM).status_code == 303
    set_clock(app, 7, 0, day=(2025, 11, 13))

    late = focal_point().post(
        "delegation/2/replacement", FORM | {"email": "c@example.org", "full_name": "Cao Văn Cường"}
    )

    assert late.status_code == 409
    assert standings() == {"Nguyễn Văn An": "cancelled", "Lê Thị Bình": "confirmed"}


def test_nobody_is_replaced_twice(focal_point, things, standings) -> None:
    number = things.registration()
    browser = focal_point()
    browser.post(f"delegation/{number}/replacement", FORM)

    again = browser.post(
        f"delegation/{number}/replacement",
        FORM | {"email": "c@example.org", "full_name": "Cao Văn Cường"},
    )

    assert again.status_code == 409
    assert standings() == {"Nguyễn Văn An": "cancelled", "Lê Thị Bình": "confirmed"}


@pytest.mark.parametrize("field", ["salutation", "full_name", "post", "organisation", "phone"])
def test_an_empty_field_is_said_and_nothing_is_lost(focal_point, things, standings, field) -> None:
    number = things.registration()

    answer = focal_point().post(f"delegation/{number}/replacement", FORM | {field: ""})

    assert answer.status_code == 422
    assert "binh@example.org" in answer.text
    assert standings() == {"Nguyễn Văn An": "confirmed"}


def test_whoever_was_replaced_after_waiting_can_be_forgotten_whole(
    app, cast, focal_point, things, places
) -> None:
    number = things.registration(email="an@example.org")
    with app.app_context():
        user_id = db.session.get_one(Registration, number).user_id
        waiting = Waiting(registration_id=number, since=now())
        waiting.seat = Seat(at=now(), by_id=user_id)
        db.session.add(waiting)
        db.session.commit()
    delegate = cast.delegate(number)
    focal_point().post(f"delegation/{number}/replacement", FORM)

    delegate.post("me/data/deletion")

    with app.app_context():
        assert db.session.get(User, user_id) is None


@pytest.mark.parametrize("way", ["me/return", "register"])
def test_whoever_was_replaced_does_not_come_back(
    cast, focal_point, things, standings, fields, way
) -> None:
    number = things.registration(email="an@example.org")
    delegate = cast.delegate(number)
    focal_point().post(f"delegation/{number}/replacement", FORM)

    answer = delegate.post(way, fields(full_name="Nguyễn Văn An", email="an@example.org"))

    assert answer.status_code == 409
    assert standings() == {"Nguyễn Văn An": "cancelled", "Lê Thị Bình": "confirmed"}
