"""Numbered versions: who published what and when, and nothing of them ever changes."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from confapp.agenda.models import Version
from confapp.database import db
from tests.agenda.test_running_day import words_of

TALK = "trong lĩnh vực Sở hữu trí tuệ"
NAME = "Trần Thị Thu Hương"
TOGETHER = 6


def edited(organiser, agenda, filled_in, title: str) -> None:
    item_id = agenda.item("Bưu chính")
    answer = organiser.post(
        f"organise/agenda/{item_id}",
        filled_in(starts="11:05", ends="11:30", title_vi=f"Bưu chính {title}", title_en=title),
    )
    assert answer.status_code == 303


def published(browser, **fields):
    return browser.post("organise/agenda/publication?lang=en", fields)


def numbers(app) -> list[int]:
    with app.app_context():
        return list(db.session.scalars(sa.select(Version.number).order_by(Version.number)))


@pytest.fixture
def three(cast, agenda, filled_in) -> None:
    """The seeded version, and two more in which an item got another title."""
    organiser = cast.organiser()
    for title, note in [("Second", "Diễn giả đổi lịch"), ("Third", "")]:
        edited(organiser, agenda, filled_in, title)
        agenda.publish(note=note)


def test_versions_count_up_from_one_and_lead_to_their_page(cast, agenda, filled_in, app) -> None:
    organiser = cast.organiser()
    edited(organiser, agenda, filled_in, "Second")
    answer = published(organiser)
    edited(organiser, agenda, filled_in, "Third")
    published(organiser)

    assert (answer.status_code, answer.location) == (
        303,
        "/tap-huan-13-11-2025/agenda/versions/2",
    )
    assert numbers(app) == [1, 2, 3]


def test_before_publishing_the_organiser_reads_what_will_change(cast, agenda, filled_in) -> None:
    organiser = cast.organiser()
    edited(organiser, agenda, filled_in, "Second")

    page = words_of(organiser.get("organise/agenda/publication?lang=en").text)

    assert "Content: “Second”, Briefing, Intellectual property" in page
    assert "Publish version 2" in page


def test_an_unchanged_draft_is_not_published(cast, app) -> None:
    organiser = cast.organiser()

    refused = published(organiser)

    sentence = "The draft holds nothing that has not been published yet."
    assert (refused.status_code, numbers(app)) == (409, [1])
    assert sentence in refused.text
    assert sentence in organiser.get("organise/agenda/publication?lang=en").text


def test_published_twice_from_the_same_page_counts_once(cast, agenda, filled_in, app) -> None:
    organiser = cast.organiser()
    edited(organiser, agenda, filled_in, "Second")

    assert [published(organiser).status_code for _ in range(2)] == [303, 409]
    assert numbers(app) == [1, 2]


def test_what_was_taken_back_leaves_nothing_to_publish(cast, agenda, filled_in) -> None:
    organiser = cast.organiser()
    edited(organiser, agenda, filled_in, "Second")
    page = organiser.get("organise/agenda").text
    organiser.post(re.search(r'action="[^"]*?(organise/agenda/steps/\d+/undoing)"', page)[1])

    assert published(organiser).status_code == 409


def test_a_note_that_is_too_long_is_said_at_its_field(cast, agenda, filled_in, app) -> None:
    organiser = cast.organiser()
    edited(organiser, agenda, filled_in, "Second")

    refused = published(organiser, note="x" * 501)

    assert (refused.status_code, numbers(app)) == (422, [1])
    assert "At most 500 characters, please." in refused.text
    assert f'value="{"x" * 501}"' in refused.text


@pytest.mark.usefixtures("three")
def test_the_history_tells_who_when_and_what_the_newest_first(cast, stranger) -> None:
    told = words_of(stranger.get("agenda/versions?lang=en").text)
    organisers = words_of(cast.organiser().get("agenda/versions?lang=en").text)

    assert told.index("Version 3") < told.index("Version 2") < told.index("Version 1")
    assert "Diễn giả đổi lịch" in told
    assert "Content: “Third”, Briefing" in told
    assert "The first publication." in told
    assert told.count("Organising committee") >= 2
    assert NAME not in told
    assert organisers.count(NAME) >= 2


@pytest.mark.usefixtures("three")
def test_earlier_versions_can_be_read_as_they_were(stranger) -> None:
    first = words_of(stranger.get("agenda/versions/1?lang=en").text)
    second = words_of(stranger.get("agenda/versions/2?lang=en").text)

    assert "This is an earlier version." in first
    assert "Second" not in first
    assert "Second" in second
    assert "Third" not in second
    assert "This is an earlier version." not in words_of(
        stranger.get("agenda/versions/3?lang=en").text
    )


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(("shown", "other"), [(3, 1), (1, 3), (2, 3), (3, 2)])
def test_any_two_versions_can_be_compared(stranger, shown, other) -> None:
    page = words_of(stranger.get(f"agenda/versions/{shown}?with={other}&lang=en").text)

    assert f"Changes against version {other}" in page
    assert page.count("Content: “") == 1


@pytest.mark.usefixtures("three")
def test_the_names_of_staff_are_on_no_page_that_strangers_read(stranger) -> None:
    for path in ["agenda/versions", *[f"agenda/versions/{number}" for number in (1, 2, 3)]]:
        assert NAME not in stranger.get(path).text


@pytest.mark.parametrize("path", ["0", "9999", "1?with=9999", "99999999999999999999"])
def test_a_version_that_does_not_exist_is_no_page(stranger, path) -> None:
    assert stranger.get(f"agenda/versions/{path}").status_code == 404


@pytest.mark.parametrize(
    "statement",
    [
        sa.update(Version).values(note="x"),
        sa.update(Version).values(programme={"sessions": []}),
        sa.delete(Version),
    ],
)
def test_the_database_refuses_to_change_or_delete_a_version(app, statement) -> None:
    with app.app_context():
        with pytest.raises(DBAPIError, match="append-only"):
            db.session.execute(statement)
        db.session.rollback()

        assert db.session.scalar(sa.select(Version.note)) == ""


def test_of_many_who_publish_one_change_at_once_one_does(cast, agenda, filled_in, app) -> None:
    organiser = cast.organiser()
    browsers = [organiser, *(cast.sign_in(organiser.user_id) for _ in range(TOGETHER - 1))]
    edited(browsers[0], agenda, filled_in, "Second")
    barrier = Barrier(TOGETHER)

    def publish(browser) -> int:
        barrier.wait()
        return published(browser).status_code

    with ThreadPoolExecutor(TOGETHER) as threads:
        statuses = sorted(threads.map(publish, browsers))

    assert statuses == [303] + [409] * (TOGETHER - 1)
    assert numbers(app) == [1, 2]
