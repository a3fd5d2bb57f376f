"""Whoever wants a password sets one; nobody needs it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.clock import now
from confapp.database import db
from confapp.people import inviting, passwords, signing_in
from confapp.people.models import User
from tests.cast import Browser

PASSWORD = "mật khẩu đủ dài"


@pytest.fixture
def an(app, cast, things) -> Browser:
    browser = cast.delegate(things.registration(email="an@example.org"))
    with app.app_context():
        db.session.get_one(User, browser.user_id).email_proved_at = now()
        db.session.commit()
    return browser


def enters(app, password: str = PASSWORD) -> bool:
    browser = Browser(app.test_client())
    browser.post("/sign-in", {"email": "an@example.org", "password": password})
    return browser.get("me").status_code == 200


def test_a_delegate_sets_a_password_and_signs_in_with_it(app, an) -> None:
    assert an.post("/password", {"password": PASSWORD}).status_code == 303

    assert enters(app)
    assert an.get("me").status_code == 200


def test_all_other_devices_are_signed_out(app, cast, an) -> None:
    other = cast.sign_in(an.user_id)

    an.post("/password", {"password": PASSWORD})

    assert (an.get("me").status_code, other.get("me").status_code) == (200, 302)


def test_a_removed_password_opens_nothing(app, an) -> None:
    an.post("/password", {"password": PASSWORD})

    assert an.post("/password/removal").status_code == 303
    assert not enters(app)


@pytest.mark.parametrize("password", ["", "ngắn", "x" * 201])
def test_what_is_no_good_password_is_said_at_the_field(app, an, password) -> None:
    answer = an.post("/password", {"password": password})

    assert answer.status_code == 422
    assert 'id="password-error"' in answer.text
    assert not enters(app, password or "x")


def test_a_browser_left_open_cannot_change_it(app, an) -> None:
    app.config["CLOCK_OFFSET"] += timedelta(minutes=16)

    assert "password-hint" not in an.get("/password").text
    assert an.post("/password", {"password": PASSWORD}).status_code == 409
    assert not enters(app)


def test_sample_accounts_keep_theirs(app, an) -> None:
    with app.app_context():
        db.session.get_one(User, an.user_id).is_sample = True
        db.session.commit()

    assert an.post("/password", {"password": PASSWORD}).status_code == 409


def test_strangers_have_none(stranger) -> None:
    assert stranger.get("/password").status_code == 302
    assert stranger.post("/password", {"password": PASSWORD}).status_code == 403


def test_the_log_says_that_it_was_set_and_nothing_of_it(app, an) -> None:
    an.post("/password", {"password": PASSWORD})

    with app.app_context():
        [entry] = db.session.scalars(sa.select(AuditEntry).filter_by(act="set password"))
        assert (entry.user_id, entry.details) == (an.user_id, {})


def test_a_password_from_before_its_owner_came_opens_nothing(app, an) -> None:
    with app.app_context():
        user = db.session.get_one(User, an.user_id)
        user.password_hash, user.email_proved_at = passwords.hashed(PASSWORD), None
        token = signing_in.write_link(user, at=now())
        db.session.commit()

    Browser(app.test_client()).post(inviting.link_path(token))

    assert not enters(app)


def test_a_new_office_begins_without_the_password_of_a_stranger(app, an) -> None:
    with app.app_context():
        user = db.session.get_one(User, an.user_id)
        user.password_hash, user.email_proved_at = passwords.hashed(PASSWORD), None
        inviting.account("an@example.org", "An", at=now())
        db.session.commit()

    assert not enters(app)
