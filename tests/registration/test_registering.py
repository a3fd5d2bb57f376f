"""Delegates register, and see what became of it."""

import unicodedata
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from confapp.clock import now
from confapp.database import db
from confapp.mail.models import Message
from confapp.people import inviting
from confapp.people.models import User
from confapp.registration.models import Consent, Registration
from tests.cast import Browser


def registrations(app: Flask) -> list[Registration]:
    with app.app_context():
        return list(db.session.scalars(sa.select(Registration).order_by(Registration.id)))


def letters(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        return [(m.recipient, m.text) for m in db.session.scalars(sa.select(Message))]


def test_a_new_delegate_is_led_to_their_ticket(app, stranger, fields) -> None:
    answer = stranger.post("register", fields())

    assert (answer.status_code, answer.location) == (303, "/tap-huan-13-11-2025/me")
    page = stranger.get("me").text
    assert "Nguyễn Thị Thuỳ Trang" in page
    assert 'class="qr"' in page


def test_the_confirmation_goes_to_the_delegate_with_a_link(app, stranger, fields) -> None:
    stranger.post("register", fields())

    [(recipient, text)] = letters(app)
    assert recipient == "trang@example.org"
    assert "http://localhost/sign-in/link/" in text
    assert "ĐB-0001" in text


def test_what_was_consented_to_is_kept_with_its_version_and_time(app, stranger, fields) -> None:
    stranger.post("register", fields(next_events="y"))

    with app.app_context():
        kept = db.session.scalars(sa.select(Consent).order_by(Consent.purpose)).all()
        assert [(c.purpose, c.text_version) for c in kept] == [
            ("next_events", "2025-11-01"),
            ("organising", "2025-11-01"),
        ]
        assert all(timedelta() <= now() - c.given_at < timedelta(minutes=1) for c in kept)


def test_no_box_of_consent_is_ticked_beforehand(stranger) -> None:
    page = stranger.get("register").text

    for purpose in ("organising", "next_events"):
        tag = page[page.index(f'id="{purpose}"') - 60 : page.index(f'id="{purpose}"') + 120]
        assert "checked" not in tag


def test_a_form_that_is_sent_twice_counts_once(app, stranger, fields) -> None:
    form = fields()

    first, second = stranger.post("register", form), stranger.post("register", form)

    assert first.location == second.location
    assert len(registrations(app)) == 1
    assert len(letters(app)) == 1


def test_a_double_click_before_the_cookie_came_still_leads_to_the_ticket(
    app, stranger, fields
) -> None:
    form = fields()
    stranger.post("register", form)
    same_browser = Browser(app.test_client())

    assert same_browser.post("register", form).location.endswith("/me")


def test_an_address_that_is_registered_already_opens_nothing_to_a_stranger(
    app, stranger, fields
) -> None:
    stranger.post("register", fields())
    other = Browser(app.test_client())

    answer = other.post("register", fields(full_name="Kẻ Mạo Danh"))

    assert answer.location.endswith("/register/received")
    assert other.get("me").location == "/sign-in"
    assert [r.full_name for r in registrations(app)] == ["Nguyễn Thị Thuỳ Trang"]
    assert [recipient for recipient, _text in letters(app)] == ["trang@example.org"] * 2


def test_somebody_elses_account_is_never_signed_in_by_registering_it(app, stranger, fields) -> None:
    with app.app_context():
        inviting.account("trang@example.org", "Nguyễn Thị Thuỳ Trang", at=now())
        db.session.commit()
    form = fields()

    locations = [stranger.post("register", form).location for _ in range(2)]

    assert all(location.endswith("/register/received") for location in locations)
    assert stranger.get("me").location == "/sign-in"


def test_with_somebody_elses_account_nothing_is_registered_and_the_owner_is_told(
    app, stranger, fields
) -> None:
    with app.app_context():
        inviting.account("trang@example.org", "Nguyễn Thị Thuỳ Trang", at=now())
        db.session.commit()

    stranger.post("register", fields(full_name="Kẻ Mạo Danh"))

    assert registrations(app) == []
    [(recipient, text)] = letters(app)
    assert recipient == "trang@example.org"
    assert "Kẻ Mạo Danh" not in text


def test_an_organiser_registers_a_colleague_who_has_an_account(app, cast, fields) -> None:
    cast.head("shtt")

    cast.organiser().post("register", fields(email="head.shtt@example.org"))

    assert [r.email for r in registrations(app)] == ["head.shtt@example.org"]


def test_whoever_registered_the_address_of_a_colleague_does_not_come_into_the_office(
    app, stranger, fields
) -> None:
    stranger.post("register", fields())
    assert stranger.get("me").status_code == 200

    invited = app.test_cli_runner().invoke(
        args=[
            "user",
            "invite",
            "trang@example.org",
            "--event",
            "tap-huan-13-11-2025",
            "--role",
            "organiser",
        ]
    )

    assert invited.output.startswith("http://localhost/sign-in/link/")
    assert stranger.get("organise/delegates").location == "/sign-in"


def test_going_back_to_register_a_colleague_on_the_same_form_is_another_registration(
    app, stranger, fields
) -> None:
    form = fields()
    stranger.post("register", form)

    stranger.post("register", form | {"email": "binh@example.org", "full_name": "Lê Bình"})

    assert [r.full_name for r in registrations(app)] == ["Nguyễn Thị Thuỳ Trang", "Lê Bình"]


def test_a_letter_says_no_name_that_mail_programs_would_make_a_link_of(
    app, stranger, fields
) -> None:
    stranger.post("register", fields(full_name="Nhận thưởng tại http://evil.example/ ngay"))

    [(_recipient, text)] = letters(app)
    assert "evil.example" not in text
    assert "evil.example" in stranger.get("me").text


def test_a_mailbox_is_not_flooded_by_filling_in_the_form_again_and_again(
    app, stranger, fields
) -> None:
    for _ in range(9):
        stranger.post("register", fields())
        stranger.client.delete_cookie("session")

    assert len(letters(app)) == 5


def test_an_organiser_who_registers_a_colleague_stays_an_organiser(app, cast, fields) -> None:
    organiser = cast.organiser()

    organiser.post("register", fields())

    assert organiser.get("organise/delegates").status_code == 200
    assert [r.email for r in registrations(app)] == ["trang@example.org"]


def test_whoever_proves_the_address_signs_out_whoever_typed_it_first(app, stranger, fields) -> None:
    stranger.post("register", fields())
    [(_recipient, text)] = letters(app)
    path = text[text.index("/sign-in/link/") :].split()[0]
    owner = Browser(app.test_client())

    owner.post(path)

    assert owner.get("me").status_code == 200
    assert stranger.get("me").location == "/sign-in"


def test_after_the_deadline_nobody_can_register(app, stranger, fields, clock) -> None:
    clock(17, 1)

    assert stranger.post("register", fields()).status_code == 409
    assert '<form class="form"' not in stranger.get("register").text
    assert registrations(app) == []


def test_names_are_kept_in_one_form_whatever_the_keyboard_sent(app, stranger, fields) -> None:
    stranger.post("register", fields(full_name=unicodedata.normalize("NFD", "  Đỗ  Thị Huế ")))

    assert [r.full_name for r in registrations(app)] == ["Đỗ Thị Huế"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("full_name", ""),
        ("full_name", "……"),
        ("full_name", "A" * 101),
        ("post", ""),
        ("organisation", ""),
        ("email", "trang.example.org"),
        ("email", "a@example.org, b@example.org"),
        ("email", "trаng@exаmple.org"),  # Cyrillic а
        ("email", "a" * 300 + "@example.org"),
        ("phone", "12345"),
        ("phone", "không có"),
        ("province", "99"),
        ("province", ""),
        ("salutation", ""),
        ("mode", "by boat"),
        ("sessions", []),
        ("sessions", ["999"]),
        ("organising", None),
    ],
)
def test_wrong_input_is_told_at_the_field_and_nothing_typed_is_lost(
    app, stranger, fields, field, typed
) -> None:
    form = fields(access_needs="Cần lối đi cho xe lăn", **{field: typed})
    answer = stranger.post("register", {k: v for k, v in form.items() if v is not None})

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text or f'href="#{field}"' in answer.text
    assert "Cần lối đi cho xe lăn" in answer.text
    if isinstance(typed, str) and field in {"full_name", "email", "phone"} and typed:
        assert f'value="{typed}"' in answer.text
    assert registrations(app) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+84 912.345.678", "0912345678"),
        ("912345678", "0912345678"),
        ("024-3943-9999", "02439439999"),
    ],
)
def test_telephones_are_kept_as_digits(app, stranger, fields, typed, kept) -> None:
    stranger.post("register", fields(phone=typed))

    assert [r.phone for r in registrations(app)] == [kept]


def test_a_delegate_corrects_what_was_registered(app, cast, things, fields) -> None:
    an = cast.delegate(things.registration())

    answer = an.post("me/edit", fields(full_name="Nguyễn Văn Ân"))

    assert answer.location.endswith("/me")
    assert "Nguyễn Văn Ân" in an.get("me").text


def test_a_delegate_who_cancels_has_no_ticket_any_more(cast, things) -> None:
    an = cast.delegate(things.registration())
    assert an.get("me/ticket.pdf").status_code == 200

    an.post("me/cancellation")
    an.post("me/cancellation")

    assert 'class="qr"' not in an.get("me").text
    assert an.get("me/ticket.pdf").status_code == 404


def test_a_delegate_sees_only_their_own_page(cast, things) -> None:
    an = cast.delegate(things.registration("Nguyễn Văn An"))
    cast.delegate(things.registration("Trần Thị Bình"))

    page = an.get("me").text

    assert "Nguyễn Văn An" in page
    assert "Trần Thị Bình" not in page


def test_the_same_address_registers_once_under_two_requests_at_once(app, fields) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def register(name: str) -> int:
        return Browser(app.test_client()).post("register", fields(full_name=name)).status_code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(register, [f"Người Thứ {letter}" for letter in "ABCDEFGH"]))

    assert answers == [303] * 8
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Registration)) == 1
        assert db.session.scalar(sa.select(sa.func.count()).select_from(User)) == 1


def test_whoever_typed_a_strangers_address_sets_no_password_for_it(app, stranger, fields) -> None:
    stranger.post("register", fields(email="an@example.org"))

    assert stranger.post("/password", {"password": "mật khẩu đủ dài"}).status_code == 409
    with app.app_context():
        [kept] = db.session.scalars(sa.select(User.password_hash).filter_by(email="an@example.org"))
        assert kept is None
