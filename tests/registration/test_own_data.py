"""A delegate sees, corrects and takes away what is held about them, and withdraws a consent."""

import html
import json
import re
from datetime import datetime

import pytest
import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.database import db
from confapp.people.models import User
from confapp.registration.models import Consent, Registration
from tests.cast import Browser, Cast
from tests.questions.making import Questions

CHAPTERS = [
    "account",
    "registration",
    "place",
    "consents",
    "check_ins",
    "questions",
    "certificate",
    "letters",
    "log",
]
WITHDRAWAL = "me/data/consents/next_events/withdrawal"


@pytest.fixture
def person(stranger, fields) -> Browser:
    """Somebody who has registered, and wants to hear of other conferences."""
    assert stranger.post("register", fields(next_events="y")).status_code == 303
    return stranger


def words_on(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.split("<main", 1)[-1])).split())


def withdrawn(app) -> dict[str, bool]:
    with app.app_context():
        rows = db.session.scalars(sa.select(Consent).order_by(Consent.purpose))
        return {row.purpose: row.withdrawn_at is not None for row in rows}


def acts(app, act: str) -> list[tuple[str, int | None]]:
    with app.app_context():
        rows = sa.select(AuditEntry).filter_by(act=act).order_by(AuditEntry.id)
        return [(row.subject, row.user_id) for row in db.session.scalars(rows)]


def test_the_page_shows_every_kind_of_data_and_until_when_it_is_kept(app, cast, person) -> None:
    with app.app_context():
        number = db.session.scalars(sa.select(Registration.id)).one()
    Questions(app).asked("Sở có được ủy quyền cho cấp xã không?", asker_id=number)

    page = person.get("me/data?lang=en").text

    assert re.findall(r'<section class="section" id="(\w+)"', page) == CHAPTERS
    words = words_on(page)
    for told in (
        "Nguyễn Thị Thuỳ Trang",
        "trang@example.org",
        "0912345678",
        "Kept until 13/11/2026, then deleted.",
        "Sở có được ủy quyền cho cấp xã không?",
        "version 2025-11-01 of the text",
    ):
        assert told in words


def test_who_read_and_took_away_the_list_stands_on_the_page(cast, person) -> None:
    organiser = cast.organiser()
    for path in ("delegates", "delegates.csv", "delegates/1", "letters", "certificates"):
        assert organiser.get(f"organise/{path}").status_code == 200

    words = words_on(person.get("me/data?lang=en").text)

    assert words.count("Looked at a list in which the delegate may stand") == 3
    assert words.count("Took away a list in which the delegate may stand") == 1
    assert words.count("Looked at the data") == 1


def test_a_program_gets_everything_as_json(app, person) -> None:
    answer = person.get("me/data.json?lang=en")

    assert answer.mimetype == "application/json"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    told = json.loads(answer.data)
    assert [name for name in told if name in CHAPTERS] == CHAPTERS
    assert told["kept_until"] == "2026-11-13"
    [registered] = told["registration"]
    assert (registered["full_name"], registered["phone"], registered["cancelled_at"]) == (
        "Nguyễn Thị Thuỳ Trang",
        "0912345678",
        None,
    )
    assert datetime.fromisoformat(registered["created_at"]).utcoffset().seconds == 7 * 3600
    assert [one["purpose"] for one in told["consents"]] == ["organising", "next_events"]
    assert acts(app, "export own data") == [("registration 1", 1)]


def test_a_person_gets_everything_to_read_as_one_page(person) -> None:
    answer = person.get("me/data.html?lang=en")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    words = words_on(answer.text)
    assert "trang@example.org" in words
    assert "Who sees them" in words
    assert "<script" not in answer.text


def test_what_somebody_typed_is_text_in_the_file_too(stranger, fields) -> None:
    stranger.post("register", fields(diet="<script>alert(1)</script>"))

    assert "&lt;script&gt;" in stranger.get("me/data.html").text


def test_a_consent_is_withdrawn_and_stays_known_as_withdrawn(app, person) -> None:
    first, second = person.post(WITHDRAWAL), person.post(WITHDRAWAL)

    assert (first.status_code, second.status_code) == (303, 303)
    assert withdrawn(app) == {"next_events": True, "organising": False}
    assert acts(app, "withdraw consent") == [("registration 1", 1)]
    page = person.get("me/data?lang=en").text
    assert "Withdrawn at" in page
    assert WITHDRAWAL not in page


def test_the_consent_that_registration_rests_on_is_withdrawn_by_deleting(app, person) -> None:
    answer = person.post("me/data/consents/organising/withdrawal")

    assert answer.status_code == 409
    assert withdrawn(app) == {"next_events": False, "organising": False}
    assert "me/data/deletion" in person.get("me/data").text


def test_nobody_withdraws_what_was_never_given(person) -> None:
    assert person.post("me/data/consents/marketing/withdrawal").status_code == 404


def test_whoever_was_registered_by_an_office_gave_no_consent_here(cast, things) -> None:
    delegate = cast.delegate(things.registration())

    page = delegate.get("me/data?lang=en").text

    assert "an office has sent the registration in" in page


PATHS = {"me/data": 200, "me/data.json": 404, "me/data.html": 404, "me/data/deletion": 404}


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_is_asked_to_sign_in(stranger, path) -> None:
    assert stranger.get(path).location == "/sign-in"


@pytest.mark.parametrize("path", PATHS)
def test_who_is_not_registered_here_has_no_data_here(cast, person, path) -> None:
    answer = cast.organiser().get(path)

    assert answer.status_code == PATHS[path]
    assert "trang@example.org" not in answer.text


def test_a_stranger_withdraws_nothing(app, person) -> None:
    assert Browser(app.test_client()).post(WITHDRAWAL).status_code == 403
    assert withdrawn(app) == {"next_events": False, "organising": False}


def test_one_delegate_sees_nothing_of_another(cast, things, person) -> None:
    other = cast.delegate(things.registration("Lê Thị Khác"))

    for path in ("me/data", "me/data.json", "me/data.html"):
        assert "Thuỳ Trang" not in other.get(path).text


def test_the_way_there_stands_on_ones_own_page(person) -> None:
    assert 'href="/tap-huan-13-11-2025/me/data"' in person.get("me").text


def test_five_questions_take_as_many_statements_as_one(app, things, statements) -> None:
    counts = []
    for number in (1, 5):
        delegate = things.registration()
        for one in range(number):
            Questions(app).asked(f"Sở có được ủy quyền việc số {one} không?", asker_id=delegate)
        browser = Cast(app).delegate(delegate)
        browser.get("me/data")
        statements.clear()
        browser.get("me/data")
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_an_account_without_password_and_an_own_one_are_told_apart(app, cast, things) -> None:
    delegate = cast.delegate(things.registration())
    assert json.loads(delegate.get("me/data.json").data)["account"][0]["has_password"] is False
    with app.app_context():
        db.session.get_one(User, delegate.user_id).password_hash = "$argon2id$"
        db.session.commit()

    told = delegate.get("me/data.json").text

    assert json.loads(told)["account"][0]["has_password"] is True
    assert "argon2id" not in told
