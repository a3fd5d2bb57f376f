"""Those whom a change of the programme concerns get one letter about it."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from icalendar import Calendar

from confapp.agenda import draft, versions
from confapp.agenda.models import AgendaItem, AgendaSession
from confapp.database import db
from confapp.mail.models import Message
from confapp.people.models import User
from confapp.registration.models import ProgrammeNotice, Registration
from confapp.registration.programme_changes import AT_ONCE, tell_of_new_versions
from tests.cast import Browser, the_event

TALK = "trong lĩnh vực Sở hữu trí tuệ"
AFTERNOON = "phần thứ nhất"


@pytest.fixture
def publish(app: Flask, cast) -> Callable[..., None]:
    """Moves an item by some minutes in the draft and publishes it."""
    organiser: Browser = cast.organiser()

    def published(words: str = TALK, *, minutes: int = 5, is_told: bool = True) -> None:
        with app.app_context():
            found = sa.select(AgendaItem.id).where(AgendaItem.title_vi.contains(words))
            item_id = db.session.scalars(found).one()
        moved = organiser.post(
            f"organise/agenda/{item_id}/place", {"minutes": minutes, "following": "stay"}
        )
        assert moved.status_code == 303
        fields = {"note": "", **({"is_told": "y"} if is_told else {})}
        assert organiser.post("organise/agenda/publication", fields).status_code == 303

    return published


def tell(app: Flask) -> None:
    with app.app_context():
        tell_of_new_versions()


def letters(app: Flask) -> list[tuple[str, str]]:
    """To whom, and which changes."""
    with app.app_context():
        written = db.session.scalars(sa.select(Message).order_by(Message.id))
        return [
            (one.recipient, "\n".join(x for x in one.text.split("\n") if x.startswith("- ")))
            for one in written
        ]


def keep_only(app: Flask, registration_id: int, title: str) -> None:
    with app.app_context():
        mine = db.session.get_one(Registration, registration_id)
        mine.sessions = [session for session in mine.sessions if session.title.vi == title]
        db.session.commit()


def test_a_delegate_of_the_session_gets_one_letter_with_the_change_and_the_calendar(
    app, things, clock, publish
) -> None:
    things.registration(email="an@example.org")
    clock(9, 20)
    publish(minutes=10)

    tell(app)
    tell(app)

    assert letters(app) == [
        (
            "an@example.org",
            "- Dời: “Chuyên đề: Phân cấp, phân quyền trong lĩnh vực Sở hữu trí tuệ” "
            "từ 09:35–10:00 sang 09:45–10:10.",
        )
    ]
    with app.app_context():
        attached = db.session.scalars(sa.select(Message)).one().attachments[0]
        talk = next(e for e in Calendar.from_ical(attached.content).events if TALK in e["SUMMARY"])
        assert (attached.name, talk["SEQUENCE"], f"{talk.start:%H:%M}") == (
            "agenda.ics",
            2,
            "09:45",
        )


def test_who_comes_to_another_session_has_cancelled_or_registers_later_gets_none(
    app, things, cast, clock, publish
) -> None:
    afternoon = things.registration(email="chieu@example.org")
    keep_only(app, afternoon, "Phiên buổi chiều")
    cancelled = things.registration(email="huy@example.org")
    cast.delegate(cancelled).post("me/cancellation")
    things.registration(email="sang@example.org")
    clock(9, 20)
    publish()
    clock(9, 40)
    things.registration(email="muon@example.org")

    tell(app)

    # Whoever cancelled has been told that, and nothing of the programme.
    told_changes = [(to, bool(changes)) for to, changes in letters(app)]
    assert told_changes == [("huy@example.org", False), ("sang@example.org", True)]


def test_the_department_that_presents_is_told_of_its_own_items(app, cast, clock, publish) -> None:
    cast.head("shtt"), cast.assistant("shtt"), cast.head("vt")
    clock(9, 20)
    publish()

    tell(app)

    assert [to for to, _ in letters(app)] == ["head.shtt@example.org", "assistant.shtt@example.org"]


def test_a_version_that_is_not_to_be_told_of_is_told_with_the_next(
    app, things, clock, publish
) -> None:
    things.registration(email="an@example.org")
    clock(9, 20)
    publish(minutes=5, is_told=False)
    tell(app)
    assert letters(app) == []
    publish(AFTERNOON, minutes=5)

    tell(app)

    [(to, changes)] = letters(app)
    assert to == "an@example.org"
    assert changes.count("- Dời:") == 2


def test_two_quick_publications_make_one_letter_against_what_people_knew(
    app, things, clock, publish
) -> None:
    things.registration(email="an@example.org")
    clock(9, 20)
    publish(minutes=5)
    publish(minutes=10)

    tell(app)

    [(_, changes)] = letters(app)
    assert "từ 09:35–10:00 sang 09:50–10:15" in changes


def test_pressing_ten_minutes_more_writes_to_nobody(app, things, cast, clock) -> None:
    things.registration()
    clock(9, 40)
    organiser = cast.organiser()
    with app.app_context():
        item_id = db.session.scalars(
            sa.select(AgendaItem.id).where(AgendaItem.title_vi.contains(TALK))
        ).one()
    pressed = organiser.post(
        f"organise/agenda/day/items/{item_id}/extend",
        {"submission_id": "a-quiet-press-of-a-button", "seen": 1, "minutes": 10},
    )

    tell(app)

    assert pressed.status_code == 303
    assert letters(app) == []


def test_many_are_written_to_in_parts_and_nobody_twice(app, things, clock, publish) -> None:
    for _number in range(AT_ONCE + 5):
        things.registration()
    clock(9, 20)
    publish()

    tell(app)
    tell(app)

    recipients = [to for to, _ in letters(app)]
    assert len(recipients) == len(set(recipients)) == AT_ONCE + 5


def test_letters_are_in_the_delegates_language(app, things, clock, publish) -> None:
    things.registration(language="en")
    clock(9, 20)
    publish()

    tell(app)

    assert letters(app)[0][1].startswith("- Moved: “Briefing: delegation")


def test_the_first_publication_of_an_event_is_no_change(app, things, cast, clock) -> None:
    things.registration()
    clock(9, 20)
    with app.app_context():
        assert draft.as_planned(the_event().id) == versions.published(the_event().id)

    tell(app)

    assert letters(app) == []


def own_calendar(browser: Browser) -> str:
    page = browser.get("me").text
    start = page.index("/me/agenda.ics?key=")
    return page[start + 1 : page.index('"', start)]


def test_a_delegates_calendar_holds_the_sessions_they_come_to_and_needs_no_sign_in(
    app, things, cast, stranger
) -> None:
    mine = things.registration()
    keep_only(app, mine, "Phiên buổi chiều")
    address = own_calendar(cast.delegate(mine))

    entries = Calendar.from_ical(stranger.get(address).data).events

    assert [f"{entry.start:%H:%M}" for entry in entries] == ["13:30", "15:00", "15:15", "16:45"]


@pytest.mark.parametrize("change", ["", "1.", "x", "9999."])
def test_a_wrong_key_opens_nothing(things, cast, stranger, change) -> None:
    address = own_calendar(cast.delegate(things.registration()))
    path, key = address.split("?key=")

    assert stranger.get(f"{path}?key={change}{key[len(change) :]}x").status_code == 404
    assert stranger.get(path).status_code == 404


def test_the_key_of_one_event_opens_nothing_in_another(app, things, cast, stranger) -> None:
    address = own_calendar(cast.delegate(things.registration()))
    with app.app_context():
        ours = the_event()
        columns = {c.key: getattr(ours, c.key) for c in sa.inspect(type(ours)).column_attrs}
        other = {key: value for key, value in columns.items() if key not in ("id", "slug")}
        db.session.add(type(ours)(**other, slug="other"))
        db.session.commit()

    assert stranger.get(f"/other/{address}").status_code == 404


def test_a_cancelled_registration_has_no_calendar(things, cast, stranger) -> None:
    delegate = cast.delegate(things.registration())
    address = own_calendar(delegate)
    delegate.post("me/cancellation")

    assert stranger.get(address).status_code == 404


def test_the_links_to_follow_online_are_in_own_calendars_and_in_no_public_one(
    app, things, cast, stranger
) -> None:
    with app.app_context():
        session = db.session.scalars(sa.select(AgendaSession)).first()
        session.items[1].room.link = "https://hop.example.vn/phong-1"
        db.session.commit()
    address = own_calendar(cast.delegate(things.registration()))

    assert "https://hop.example.vn/phong-1" in stranger.get(address).text
    for path in ["agenda", "agenda.ics", "agenda.json", "agenda/versions/1", ""]:
        assert "hop.example.vn" not in stranger.get(path).text


def test_a_deleted_account_takes_its_notices_along(app, things, clock, publish) -> None:
    mine = things.registration()
    clock(9, 20)
    publish()
    tell(app)

    with app.app_context():
        user_id = db.session.get_one(Registration, mine).user_id
        db.session.execute(sa.delete(User).where(User.id == user_id))
        db.session.commit()
        assert db.session.scalar(sa.select(sa.func.count()).select_from(ProgrammeNotice)) == 0
