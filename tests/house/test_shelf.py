"""Public answers are kept for half a second, and only for strangers."""

import threading

import pytest

from confapp import access, create_app, shelf
from confapp.database import db
from tests.conftest import set_clock


@pytest.fixture
def keeping(app):
    app.config["KEPT_SECONDS"] = 60
    return app


@pytest.fixture
def app(environ):
    """One of its own, for pages are added to it."""
    app = create_app(environ)
    set_clock(app, 9, 0)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def counted(keeping) -> list[str]:
    """A public page that is kept; its answers are counted."""
    asked: list[str] = []

    @keeping.get("/counted")
    @access.public
    @shelf.keep
    def count_visit():
        asked.append("")
        return str(len(asked))

    return asked


def get(app, path: str, **headers: str):
    return app.test_client().get(path, headers=headers, buffered=True)


def test_strangers_are_given_what_was_answered_before(keeping, counted) -> None:
    assert [get(keeping, "/counted").text for _visitor in range(3)] == ["1", "1", "1"]
    assert len(counted) == 1


def test_when_its_time_is_over_it_is_answered_anew(keeping, counted) -> None:
    get(keeping, "/counted")
    keeping.config["KEPT_SECONDS"] = 0

    assert get(keeping, "/counted").text == "2"


def test_in_the_next_minute_it_is_answered_anew(keeping, counted, clock) -> None:
    clock(9, 0)
    get(keeping, "/counted")
    clock(9, 1)

    assert get(keeping, "/counted").text == "2"


def test_addresses_hosts_and_languages_are_not_mixed_up(keeping, counted) -> None:
    reader = keeping.test_client()
    reader.set_cookie("lang", "en")
    answers = [
        get(keeping, "/counted"),
        get(keeping, "/counted?a=1"),
        get(keeping, "/counted", Host="other.example"),
        reader.get("/counted"),
        get(keeping, "/counted"),
    ]

    assert [answer.text for answer in answers] == ["1", "2", "3", "4", "1"]


def test_what_an_organiser_sees_is_given_to_nobody_else(keeping, cast) -> None:
    organiser = cast.organiser()

    own, strange = organiser.get("agenda").text, get(keeping, "/tap-huan-13-11-2025/agenda").text

    assert "Trần Thị Thu Hương" in own
    assert "Trần Thị Thu Hương" not in strange
    assert "Trần Thị Thu Hương" in organiser.get("agenda").text


def test_a_page_that_remembers_something_is_not_kept(keeping) -> None:
    first = get(keeping, "/tap-huan-13-11-2025/agenda?lang=en")
    second = get(keeping, "/tap-huan-13-11-2025/agenda?lang=en")

    assert "lang=en" in first.headers["Set-Cookie"]
    assert "lang=en" in second.headers["Set-Cookie"]


def test_a_fragment_that_somebody_has_already_is_answered_304_from_the_shelf(
    keeping, statements
) -> None:
    path = "/tap-huan-13-11-2025/agenda/live"
    etag = get(keeping, path).headers["ETag"]
    get(keeping, path, **{"If-None-Match": etag})
    statements.clear()

    again = get(keeping, path, **{"If-None-Match": etag})

    assert (again.status_code, again.text, again.headers["ETag"]) == (304, "", etag)
    assert statements == []


def test_an_unknown_host_is_given_nothing_from_it(environ) -> None:
    from confapp import create_app

    app = create_app(environ | {"CONFAPP_TRUSTED_HOSTS": "hoinghi.example.vn"})
    path = "/tap-huan-13-11-2025/agenda"

    hosts = ("hoinghi.example.vn", "evil.example")
    answers = [get(app, path, Host=host).status_code for host in hosts]
    with app.app_context():
        db.engine.dispose()

    assert answers == [200, 400]


def test_every_answer_has_its_headers_and_no_other_requests_number(keeping) -> None:
    first, kept = (get(keeping, "/tap-huan-13-11-2025/agenda") for _visitor in range(2))

    assert "X-Request-ID" in first.headers
    without = {name: value for name, value in first.headers if name != "X-Request-ID"}
    assert dict(kept.headers) == without


def test_head_and_post_go_to_the_program(keeping, counted) -> None:
    get(keeping, "/counted")
    head = keeping.test_client().head("/counted")

    assert (head.status_code, head.text, len(counted)) == (200, "", 2)


def test_the_shelf_has_an_end(keeping, counted) -> None:
    for number in range(shelf.MOST_ANSWERS + 1):
        get(keeping, f"/counted?n={number}")

    assert get(keeping, f"/counted?n={shelf.MOST_ANSWERS}").text == str(shelf.MOST_ANSWERS + 1)
    assert get(keeping, "/counted?n=0").text == str(shelf.MOST_ANSWERS + 2)


def test_while_one_waits_for_the_new_answer_others_are_given_the_old(keeping) -> None:
    asked, go_on = threading.Event(), threading.Event()
    visits: list[int] = []

    @keeping.get("/slow")
    @access.public
    @shelf.keep
    def answer_slowly():
        visits.append(1)
        if len(visits) > 1:
            asked.set()
            assert go_on.wait(10)
        return str(len(visits))

    # Kept for a moment only: the second visitor renews it, and is kept waiting.
    keeping.config["KEPT_SECONDS"] = 1e-9
    get(keeping, "/slow")
    second: list[str] = []
    renewing = threading.Thread(target=lambda: second.append(get(keeping, "/slow").text))
    renewing.start()
    assert asked.wait(10)
    third = get(keeping, "/slow").text
    go_on.set()
    renewing.join()

    assert (third, second) == ("1", ["2"])
