"""Who sees a delegate's name, address and telephone number, on every page that there is."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from confapp.agenda.models import AgendaSession
from confapp.database import db
from tests.cast import SLUG, Browser, Cast
from tests.questions.making import Questions
from tests.registration.leaving import EMAIL, NAME, PHONE

QUIET_NAME, QUIET_EMAIL, QUIET_PHONE = "Thạch Lặng Thầm", "lang.tham@mau.example.org", "0912000777"
SEARCHES = ("checkin?q=kim+ngan", "checkin?q=lang+tham", "desk?q=cap", "questions?q=cap")
# What each sees of who asks with the name shown, and of who asks without: name, address, number.
NOTHING, THE_NAME, ALL = set(), {"name"}, {"name", "email", "phone"}
SEEN: dict[str, tuple[set[str], set[str]]] = {
    "stranger": (THE_NAME, NOTHING),
    "delegate": (THE_NAME, NOTHING),
    "head": (THE_NAME, NOTHING),
    "assistant": (THE_NAME, NOTHING),
    "head of another department": (THE_NAME, NOTHING),
    "screen": (THE_NAME, NOTHING),
    "moderator": (THE_NAME, THE_NAME),
    "desk": (THE_NAME, THE_NAME),
    "organiser": (ALL, ALL),
}


@pytest.fixture
def numbers(app: Flask, cast: Cast, things) -> dict[str, Any]:
    """Two delegates with questions, and what stands in the addresses of the pages."""
    loud = things.registration(NAME, email=EMAIL, phone=PHONE)
    quiet = things.registration(QUIET_NAME, email=QUIET_EMAIL, phone=QUIET_PHONE)
    questions = Questions(app)
    shown = questions.published(asker_id=loud, shows_name=True)
    questions.taken(asker_id=quiet)
    with app.app_context():
        session_id = db.session.scalars(sa.select(AgendaSession.id)).first()
    desk = cast.desk()
    for registration_id in (loud, quiet):
        assert desk.post(f"checkin/{session_id}/{registration_id}").status_code == 303
    return {"number": shown.number, "registration_id": loud, "session": session_id}


def browser_of(who: str, app: Flask, cast: Cast, things) -> Browser:
    if who == "stranger":
        return Browser(app.test_client())
    if who == "delegate":
        return cast.delegate(things.registration("Lê Thị Khác"))
    if who == "head of another department":
        return cast.head("vt")
    return getattr(cast, who)("shtt") if who in ("head", "assistant") else getattr(cast, who)()


def addresses(app: Flask, numbers: dict[str, Any]) -> list[str]:
    """Every page of the program with both delegates and questions in it, and some searches."""
    found = {f"/{SLUG}/{search}" for search in SEARCHES}
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.endpoint not in ("static", "people.open_link"):
            for other in (0, 1):
                told = dict.fromkeys(rule.arguments, 1 + other) | {"event_slug": SLUG}
                told |= {"section": "taken", "code": "AAAABBBBCCCCDDDD", "key": "1"}
                told["act"] = "approved"
                known = {name: value + other for name, value in numbers.items()}
                with app.test_request_context():
                    values = {name: (told | known)[name] for name in rule.arguments}
                    found.add(app.url_map.bind("localhost").build(rule.endpoint, values))
    assert len(found) > 80
    return sorted(found)


@pytest.mark.parametrize("who", SEEN)
def test_everybody_sees_of_a_delegate_what_they_need_and_no_more(
    app, cast, things, numbers, who
) -> None:
    browser = browser_of(who, app, cast, things)
    loud, quiet = set(), set()
    for path in addresses(app, numbers):
        answer = browser.get(path, headers={"Sec-Fetch-Site": "same-origin"})
        text = answer.data.decode(errors="replace")
        loud |= seen(text, {"name": NAME, "email": EMAIL, "phone": PHONE})
        quiet |= seen(text, {"name": QUIET_NAME, "email": QUIET_EMAIL, "phone": QUIET_PHONE})

    assert (loud, quiet) == SEEN[who]


def seen(text: str, markers: dict[str, str]) -> set[str]:
    return {name for name, marker in markers.items() if marker in text}


def test_the_desk_tells_namesakes_apart_by_the_last_digits(cast, things, numbers) -> None:
    page = cast.desk().get("checkin?q=kim+ngan&lang=en").text

    assert "telephone ending in 345" in page
    assert PHONE not in page
