"""Who may check in, for which session and whom."""

import re

import pytest

from tests.checkin.desk_page import scan


@pytest.mark.parametrize("session", ["", "0", "999999", "x"])
def test_an_unknown_session_is_not_found(desk, things, ticket_of, session):
    assert scan(desk, ticket_of(things.registration()), session).status_code == 404


def test_a_delegate_of_another_event_is_not_found(desk, stranger_elsewhere, sessions):
    answers = [
        desk.post(f"checkin/{sessions[0]}/{stranger_elsewhere}"),
        desk.post(f"checkin/{sessions[0]}/{stranger_elsewhere}/removal"),
        desk.get(f"checkin?session={sessions[0]}&verdict=in&delegate={stranger_elsewhere}"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_only_the_desk_and_the_organisers_may_check_in(cast, things, sessions, stranger):
    an = things.registration()
    people = {
        "desk": cast.desk(),
        "organiser": cast.organiser(),
        "moderator": cast.moderator(),
        "delegate": cast.delegate(an),
        "stranger": stranger,
    }
    paths = ["checkin", f"checkin/live?session={sessions[0]}"]

    seen = {who: [one.get(path).status_code for path in paths] for who, one in people.items()}
    done = {who: one.post(f"checkin/{sessions[0]}/{an}").status_code for who, one in people.items()}

    assert seen == {
        "desk": [200, 200],
        "organiser": [200, 200],
        "moderator": [403, 403],
        "delegate": [403, 403],
        "stranger": [302, 302],
    }
    assert done == {
        "desk": 303,
        "organiser": 303,
        "moderator": 403,
        "delegate": 403,
        "stranger": 403,
    }


def test_the_desk_opens_with_the_session_that_is_on_or_comes_next(cast, sessions, clock):
    opened = []
    for hour in (7, 9, 12, 15, 20):
        clock(hour, 0)
        page = cast.desk().get("checkin").text
        opened.append(int(re.search(r'name="session" value="(\d+)"', page)[1]))

    morning, afternoon = sessions
    assert opened == [morning, morning, afternoon, afternoon, afternoon]
