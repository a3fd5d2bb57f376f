"""Signing in by password or link, and out again."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from confapp.clock import now
from confapp.database import db
from confapp.mail.models import Message
from confapp.people import inviting, passwords
from confapp.people.models import FailedSignIn, SignIn, SignInLink
from tests.cast import Browser

PASSWORD = "mật khẩu đủ dài"


@pytest.fixture
def lan(app: Flask) -> str:
    """The address of an account with a password."""
    with app.app_context():
        user = inviting.account("lan@example.org", "Trần Thị Lan", at=now(), is_staff=False)
        user.password_hash = passwords.hashed(PASSWORD)
        db.session.commit()
    return "lan@example.org"


def sign_in(browser: Browser, email: str, password: str = PASSWORD):
    return browser.post("/sign-in", {"email": email, "password": password})


def is_signed_in(browser: Browser) -> bool:
    return browser.get("me").status_code == 200


def test_the_right_password_opens_the_door(stranger, lan) -> None:
    answer = sign_in(stranger, "LAN@example.org")

    assert (answer.status_code, is_signed_in(stranger)) == (303, True)


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(app, stranger, lan) -> None:
    wrong = sign_in(stranger, lan, "không phải mật khẩu")
    unknown = sign_in(Browser(app.test_client()), "nobody@example.org")

    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace(lan, "…") == unknown.text.replace("nobody@example.org", "…")
    assert not is_signed_in(stranger)


def test_the_sixth_guess_in_a_quarter_of_an_hour_is_refused_even_if_right(
    app, stranger, lan
) -> None:
    guesses = [sign_in(stranger, lan, f"đoán lần {n}").status_code for n in range(5)]

    assert guesses == [422] * 5
    assert sign_in(stranger, lan).status_code == 429
    assert not is_signed_in(stranger)
    app.config["CLOCK_OFFSET"] += timedelta(minutes=16)
    assert sign_in(stranger, lan).status_code == 303


def test_guesses_from_elsewhere_lock_nobody_out(app, stranger, lan) -> None:
    guesser = Browser(app.test_client())
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    fields = {"email": lan, "password": "nhầm"}
    answers = [guesser.post("/sign-in", fields, environ_base=elsewhere) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]

    assert sign_in(stranger, lan).status_code == 303


def test_a_success_forgets_the_failures_before_it(app, stranger, lan) -> None:
    sign_in(stranger, lan, "nhầm")
    sign_in(stranger, lan)

    with app.app_context():
        assert db.session.scalars(sa.select(FailedSignIn)).all() == []


def test_a_saved_cookie_is_dead_after_sign_out(app, stranger, lan) -> None:
    sign_in(stranger, lan)
    saved = stranger.client.get_cookie("session")
    thief = Browser(app.test_client())
    thief.client.set_cookie("session", saved.value)
    assert is_signed_in(thief)

    stranger.post("/sign-out")

    assert (is_signed_in(stranger), is_signed_in(thief)) == (False, False)


def test_staff_who_leave_the_browser_for_half_an_hour_are_signed_out(app, cast) -> None:
    organiser = cast.organiser()
    assert organiser.get("organise/delegates").status_code == 200

    app.config["CLOCK_OFFSET"] += timedelta(minutes=31)

    assert organiser.get("organise/delegates").location == "/sign-in"


def test_staff_who_go_on_working_stay_signed_in(app, cast) -> None:
    organiser = cast.organiser()

    for _quarter in range(4):
        app.config["CLOCK_OFFSET"] += timedelta(minutes=15)
        assert organiser.get("organise/delegates").status_code == 200


def test_a_link_by_mail_signs_in_once(app, stranger, lan) -> None:
    stranger.post("/sign-in/link", {"email": lan})
    path = link_in_last_letter(app)

    looked = stranger.get(path)
    assert (looked.status_code, is_signed_in(stranger)) == (200, False)
    assert stranger.post(path).status_code == 303
    assert is_signed_in(stranger)

    second = Browser(app.test_client())
    assert second.post(path).status_code == 410
    assert not is_signed_in(second)


def test_a_link_is_dead_after_an_hour(app, stranger, lan) -> None:
    stranger.post("/sign-in/link", {"email": lan})
    app.config["CLOCK_OFFSET"] += timedelta(minutes=61)

    assert stranger.post(link_in_last_letter(app)).status_code == 410


def test_nobody_learns_whether_an_address_is_known(app, stranger, lan) -> None:
    known = stranger.post("/sign-in/link", {"email": lan})
    unknown = stranger.post("/sign-in/link", {"email": "nobody@example.org"})

    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    with app.app_context():
        assert [m.recipient for m in db.session.scalars(sa.select(Message))] == [lan]


def test_links_are_limited_so_that_nobody_floods_a_mailbox(app, stranger, lan) -> None:
    for _ in range(8):
        stranger.post("/sign-in/link", {"email": lan})

    with app.app_context():
        assert len(db.session.scalars(sa.select(SignInLink)).all()) == 5


def test_tokens_are_kept_only_as_hashes(app, stranger, lan) -> None:
    stranger.post("/sign-in/link", {"email": lan})
    token = link_in_last_letter(app).rsplit("/", 1)[1]
    stranger.post(f"/sign-in/link/{token}")

    with app.app_context():
        kept = [row.token_hash for row in db.session.scalars(sa.select(SignInLink))]
        kept += [row.token_hash for row in db.session.scalars(sa.select(SignIn))]
    assert len(kept) == 2
    assert token not in kept


def test_after_signing_in_one_is_where_one_wanted_to_go(stranger, lan) -> None:
    assert stranger.get("questions/new?domain=shtt").status_code in {200, 302}
    assert stranger.get("me").location == "/sign-in"

    assert sign_in(stranger, lan).location == "/tap-huan-13-11-2025/me"


def test_a_form_from_a_foreign_origin_is_refused(app, stranger, lan) -> None:
    fields = {"email": lan, "password": PASSWORD}
    foreign = [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "", "Origin": "null"},
        {"Sec-Fetch-Site": ""},
    ]

    refused = [stranger.post("/sign-in", fields, headers=h).status_code for h in foreign]

    assert refused == [403] * 5
    assert not is_signed_in(stranger)
    ours = {"Sec-Fetch-Site": "", "Origin": "http://localhost"}
    assert stranger.post("/sign-in", fields, headers=ours).status_code == 303


def test_an_address_without_at_is_told_at_the_field_and_stays_typed(stranger) -> None:
    answer = sign_in(stranger, "lan.example.org")

    assert answer.status_code == 422
    assert 'value="lan.example.org"' in answer.text
    assert 'aria-invalid="true"' in answer.text


def link_in_last_letter(app: Flask) -> str:
    with app.app_context():
        letter = db.session.scalars(sa.select(Message).order_by(Message.id.desc())).first()
        found = re.search(r"http://localhost(/sign-in/link/\S+)", letter.text)
    return found[1]


def test_a_form_sent_long_after_the_page_was_opened_is_taken(app, cast, things) -> None:
    an = cast.delegate(things.registration())
    app.config["CLOCK_OFFSET"] += timedelta(minutes=20)

    assert an.post("me/cancellation").status_code == 303
    with app.app_context():
        seen_at = db.session.scalars(sa.select(SignIn.seen_at)).one()
        assert now() - seen_at < timedelta(minutes=1)
