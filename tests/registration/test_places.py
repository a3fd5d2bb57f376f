"""Places, quotas, the waiting list and approval."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from confapp.clock import now
from confapp.database import db
from confapp.events.models import Province
from confapp.mail.models import Message
from confapp.registration import quotas
from confapp.registration.models import Registration, Waiting
from confapp.registration.placing import move_up_everywhere
from confapp.registration.standing import standing_of
from tests.cast import Browser, the_event

Register = Callable[..., Browser]


@pytest.fixture
def set_places(cast) -> Callable[..., None]:
    """Lets the organisers set the rules."""

    def keep(**told: Any) -> None:
        form = {
            "in_person": "",
            "online": "",
            "closes_at": "2025-11-13T17:00",
            "hours_to_confirm": "24",
        }
        answer = cast.organiser().post("organise/places", form | told)
        assert answer.status_code == 303

    return keep


@pytest.fixture
def register(app: Flask, fields) -> Register:
    """Somebody registers on a browser of their own."""

    def registered(name: str, **told: Any) -> Browser:
        browser = Browser(app.test_client())
        answer = browser.post(
            "register", fields(full_name=name, email=f"{name.lower()}@example.org", **told)
        )
        assert answer.status_code == 303
        return browser

    return registered


@pytest.fixture
def standings(app: Flask) -> Callable[[], dict[str, str]]:
    """Where everybody stands, by name."""

    def found() -> dict[str, str]:
        with app.app_context():
            rows = db.session.scalars(sa.select(Registration).order_by(Registration.id))
            return {row.full_name: str(standing_of(row, at=now())) for row in rows}

    return found


def letters_to(app: Flask, name: str) -> list[str]:
    with app.app_context():
        theirs = sa.select(Message).filter_by(recipient=f"{name.lower()}@example.org")
        return [letter.subject for letter in db.session.scalars(theirs.order_by(Message.id))]


def later(app: Flask, **span: int) -> None:
    app.config["CLOCK_OFFSET"] += timedelta(**span)


def sweep(app: Flask) -> None:
    with app.app_context():
        move_up_everywhere()


def test_whoever_comes_after_the_last_place_waits_in_line(register, set_places, standings) -> None:
    set_places(in_person="1")

    register("An")
    binh, chi = register("Binh"), register("Chi")

    assert standings() == {"An": "confirmed", "Binh": "waiting", "Chi": "waiting"}
    assert "số 1" in binh.get("me").text
    assert "số 2" in chi.get("me").text


def test_places_in_person_and_online_are_counted_apart(register, set_places, standings) -> None:
    set_places(in_person="1", online="1")

    register("An")
    register("Binh", mode="online")
    register("Chi", mode="online")

    assert standings() == {"An": "confirmed", "Binh": "confirmed", "Chi": "waiting"}


def test_whoever_waits_has_no_ticket(register, set_places) -> None:
    set_places(in_person="0")

    an = register("An")

    assert 'class="qr"' not in an.get("me").text
    assert an.get("me/ticket.pdf").status_code == 404


def test_a_cancellation_moves_exactly_one_up_with_a_letter(
    app, register, set_places, standings
) -> None:
    set_places(in_person="1")
    an = register("An")
    register("Binh")
    register("Chi")

    an.post("me/cancellation")
    an.post("me/cancellation")

    assert standings() == {"An": "cancelled", "Binh": "offered", "Chi": "waiting"}
    assert letters_to(app, "Binh")[1:] == [
        "Có chỗ tham dự, vui lòng xác nhận: Tập huấn phân cấp, phân quyền"
    ]
    assert len(letters_to(app, "Chi")) == 1


def test_an_offered_place_is_kept_for_nobody_else_and_taken_once(
    register, set_places, standings
) -> None:
    set_places(in_person="1")
    an, binh = register("An"), register("Binh")
    an.post("me/cancellation")

    register("Chi")
    assert "Xác nhận" in binh.get("me").text
    statuses = [binh.post("me/place").status_code for _ in range(2)]

    assert statuses == [303, 303]
    assert standings() == {"An": "cancelled", "Binh": "confirmed", "Chi": "waiting"}
    assert 'class="qr"' in binh.get("me").text


def test_an_offer_that_nobody_confirmed_goes_to_the_next(
    app, register, set_places, standings
) -> None:
    set_places(in_person="1", hours_to_confirm="2")
    an, binh, _chi = register("An"), register("Binh"), register("Chi")
    an.post("me/cancellation")
    sweep(app)
    assert standings()["Chi"] == "waiting"

    later(app, hours=2, minutes=1)
    sweep(app)
    sweep(app)

    assert standings() == {"An": "cancelled", "Binh": "lapsed", "Chi": "offered"}
    assert len(letters_to(app, "Chi")) == 2
    assert binh.post("me/place").status_code == 409


def test_whoever_let_an_offer_lapse_lines_up_behind_everybody(
    app, register, set_places, standings
) -> None:
    set_places(in_person="1", hours_to_confirm="1")
    an, binh, chi, _dung = [register(name) for name in ("An", "Binh", "Chi", "Dung")]
    an.post("me/cancellation")
    later(app, hours=1, minutes=1)
    sweep(app)

    binh.post("me/waiting")
    chi.post("me/cancellation")

    assert standings() == {
        "An": "cancelled",
        "Binh": "waiting",
        "Chi": "cancelled",
        "Dung": "offered",
    }


def test_more_places_move_as_many_up(register, set_places, standings) -> None:
    set_places(in_person="1")
    for name in ("An", "Binh", "Chi", "Dung"):
        register(name)

    set_places(in_person="3")

    assert list(standings().values()) == ["confirmed", "offered", "offered", "waiting"]


def test_with_fewer_places_nobody_loses_theirs(register, set_places, standings) -> None:
    register("An")
    register("Binh")

    set_places(in_person="1")
    register("Chi")

    assert list(standings().values()) == ["confirmed", "confirmed", "waiting"]


def test_a_province_fills_its_quota_and_no_other(app, cast, register, standings) -> None:
    cast.organiser().post("organise/places/quotas", {"province_68": "1"})

    register("An")
    register("Binh")
    register("Chi", province="01")
    register("Dung", mode="online")

    assert list(standings().values()) == ["confirmed", "waiting", "confirmed", "confirmed"]
    with app.app_context():
        lam_dong = db.session.scalars(sa.select(Province).filter_by(code="68")).one()
        allotment = quotas.quota_of(the_event(), lam_dong, at=now())
        assert (allotment.most, allotment.taken, allotment.left) == (1, 1, 0)


def test_a_unit_of_the_ministry_fills_its_quota(cast, register, standings) -> None:
    cast.organiser().post("organise/places/quotas", {"unit_shtt": "1"})

    register("An", province="unit:shtt")
    register("Binh", province="unit:shtt")
    register("Chi", province="ministry")

    assert list(standings().values()) == ["confirmed", "waiting", "confirmed"]


def test_a_free_place_passes_over_whoevers_quota_is_full(
    cast, register, set_places, standings
) -> None:
    cast.organiser().post("organise/places/quotas", {"province_68": "1"})
    set_places(in_person="2")
    register("An")
    register("Binh")
    chi = register("Chi", province="01")
    register("Dung", province="01")

    chi.post("me/cancellation")

    assert standings() == {
        "An": "confirmed",
        "Binh": "waiting",
        "Chi": "cancelled",
        "Dung": "offered",
    }


def test_a_change_to_where_nothing_is_free_is_refused_and_nothing_is_lost(
    register, set_places, standings, fields
) -> None:
    set_places(in_person="1", online="5")
    register("An")
    binh = register("Binh", mode="online")

    answer = binh.post("me/edit", fields(full_name="Binh", mode="in_person"))

    assert answer.status_code == 409
    assert standings()["Binh"] == "confirmed"
    assert "Trực tuyến" in binh.get("me").text


def test_a_change_to_online_gives_the_place_in_person_on(
    register, set_places, standings, fields
) -> None:
    set_places(in_person="1")
    an, _binh = register("An"), register("Binh")

    an.post("me/edit", fields(full_name="An", mode="online"))

    assert standings() == {"An": "confirmed", "Binh": "offered"}


def test_whoever_comes_back_after_cancelling_lines_up_last(
    register, set_places, standings, fields
) -> None:
    set_places(in_person="1")
    an, binh = register("An"), register("Binh")
    an.post("me/cancellation")
    binh.post("me/place")

    an.post("register", fields(full_name="An", email="an@example.org"))

    assert standings() == {"An": "waiting", "Binh": "confirmed"}


def test_what_must_be_approved_has_no_place_until_it_is(
    app, cast, register, set_places, standings
) -> None:
    set_places(in_person="1", needs_approval="y")
    register("An")
    register("Binh")
    assert set(standings().values()) == {"pending"}
    organiser = cast.organiser()

    for number in (1, 2):
        organiser.post(f"organise/delegates/{number}/decision", {"decision": "approve"})

    assert standings() == {"An": "confirmed", "Binh": "waiting"}
    assert len(letters_to(app, "An")) == 2


def test_a_refusal_says_why_to_the_delegate_and_may_be_mended(
    cast, register, set_places, standings
) -> None:
    set_places(needs_approval="y")
    an, organiser = register("An"), cast.organiser()
    decision = "organise/delegates/1/decision"

    without_reason = organiser.post(decision, {"decision": "reject"})
    organiser.post(decision, {"decision": "reject", "reason": "Ngoài thành phần mời"})

    assert without_reason.status_code == 422
    assert standings() == {"An": "rejected"}
    assert "Ngoài thành phần mời" in an.get("me").text
    organiser.post(decision, {"decision": "approve"})
    organiser.post(decision, {"decision": "approve"})
    assert standings() == {"An": "confirmed"}
    assert organiser.post(decision, {"decision": "reject", "reason": "x"}).status_code == 409


def test_registration_closes_before_its_deadline_and_opens_again(
    cast, stranger, register, fields
) -> None:
    organiser = cast.organiser()
    organiser.post("organise/places/closure")
    organiser.post("organise/places/closure")

    closed = stranger.post("register", fields())

    assert closed.status_code == 409
    assert '<form class="form"' not in stranger.get("register").text
    organiser.post("organise/places/opening")
    organiser.post("organise/places/opening")
    register("An")


def test_the_organisers_move_the_deadline(cast, set_places, stranger, fields, clock) -> None:
    clock(17, 1)
    assert stranger.post("register", fields()).status_code == 409

    set_places(closes_at="2025-11-13T18:00")

    assert stranger.post("register", fields()).status_code == 303


def test_the_page_counts_who_stands_where(cast, register, set_places) -> None:
    set_places(in_person="1")
    register("An")
    register("Binh")

    page = cast.organiser().get("organise/places").text

    assert "trên 1 chỗ" in page
    assert page.count('type="text"') + page.count('type="number"') >= 34


@pytest.mark.parametrize(
    "wrong",
    [{"in_person": "-1"}, {"online": "nhiều"}, {"hours_to_confirm": "0"}, {"closes_at": ""}],
)
def test_rules_that_cannot_be_are_told_at_the_field(cast, wrong) -> None:
    form = {"closes_at": "2025-11-13T17:00", "hours_to_confirm": "24"} | wrong

    answer = cast.organiser().post("organise/places", form)

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_a_quota_that_is_no_number_is_told_and_nothing_is_kept(cast, register, standings) -> None:
    answer = cast.organiser().post(
        "organise/places/quotas", {"province_68": "0", "province_01": "-3"}
    )

    assert answer.status_code == 422
    register("An")
    assert standings() == {"An": "confirmed"}


@pytest.mark.parametrize(
    "path",
    [
        "organise/places",
        "organise/places/quotas",
        "organise/places/closure",
        "organise/places/opening",
        "organise/delegates/1/decision",
    ],
)
def test_only_organisers_set_places(cast, things, stranger, path) -> None:
    delegate = cast.delegate(things.registration())

    answers = [who.post(path).status_code for who in (delegate, cast.moderator(), stranger)]

    assert answers == [403, 403, 403]


def test_nothing_is_confirmed_by_somebody_without_a_registration(cast) -> None:
    moderator = cast.moderator()

    assert moderator.post("me/place").status_code == 404
    assert moderator.post("me/waiting").status_code == 404


def test_an_unknown_registration_cannot_be_decided(cast) -> None:
    form = {"decision": "approve"}

    assert cast.organiser().post("organise/delegates/99/decision", form).status_code == 404


def test_the_page_of_places_asks_the_database_as_often_for_one_as_for_thirty(
    cast, register, set_places, statements
) -> None:
    set_places(in_person="1")
    organiser, asked = cast.organiser(), []

    for names in (["An"], [f"Nguoi{n}" for n in range(29)]):
        for name in names:
            register(name)
        statements.clear()
        organiser.get("organise/places")
        asked.append(len(statements))

    assert asked[0] == asked[1]


def test_whoever_waits_is_not_let_in_at_the_door(app, cast, register, set_places) -> None:
    set_places(in_person="0")
    register("An")

    page = cast.desk().get("checkin?q=An").text

    assert "Chưa có chỗ" in page
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Waiting)) == 1


def test_whoever_comes_in_the_minute_after_an_offer_lapsed_passes_nobody_in_line(
    app, register, set_places, standings
) -> None:
    set_places(in_person="1", hours_to_confirm="1")
    first, *_line = [register(name) for name in ("An", "Binh", "Chi", "Dung")]
    first.post("me/cancellation")
    later(app, hours=1, seconds=1)

    register("Em")

    assert standings() == {
        "An": "cancelled",
        "Binh": "lapsed",
        "Chi": "offered",
        "Dung": "waiting",
        "Em": "waiting",
    }


def test_whoever_lines_up_again_stands_behind_those_who_wait(
    app, register, set_places, standings
) -> None:
    set_places(in_person="1", hours_to_confirm="1")
    first, second, _third = [register(name) for name in ("An", "Binh", "Chi")]
    first.post("me/cancellation")
    later(app, hours=1, seconds=1)

    second.post("me/waiting")

    assert standings() == {"An": "cancelled", "Binh": "waiting", "Chi": "offered"}


def test_whoever_comes_back_when_approval_is_wanted_now_must_be_approved(
    register, set_places, standings, fields
) -> None:
    browser = register("An")
    browser.post("me/cancellation")
    set_places(needs_approval="y")

    browser.post("register", fields(full_name="An", email="an@example.org"))

    assert standings() == {"An": "pending"}
