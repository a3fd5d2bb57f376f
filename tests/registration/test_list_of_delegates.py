"""The organisers' list of delegates."""

import re

import pytest

from tests.cast import SLUG


def names_on(page: str) -> list[str]:
    return re.findall(r'<td data-main><a href="[^"]+">([^<]+)</a>', page)


@pytest.fixture
def three(things) -> list[int]:
    return [
        things.registration("Đỗ Thị Hường", mode="online", salutation="Bà"),
        things.registration("Y Thông Niê"),
        things.registration("Lê An"),
    ]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("typed", ["do thi huong", "HƯỜNG", "đỗ hường"])
def test_people_are_found_without_marks_and_case(cast, typed) -> None:
    page = cast.organiser().get(f"organise/delegates?q={typed}").text

    assert names_on(page) == ["Đỗ Thị Hường"]


@pytest.mark.usefixtures("three")
def test_the_list_is_in_the_order_of_given_names(cast) -> None:
    page = cast.organiser().get("organise/delegates").text

    assert names_on(page) == ["Lê An", "Đỗ Thị Hường", "Y Thông Niê"]


@pytest.mark.usefixtures("three")
def test_filters_combine(cast) -> None:
    organiser = cast.organiser()

    assert names_on(organiser.get("organise/delegates?mode=online&q=an").text) == []
    assert names_on(organiser.get("organise/delegates?mode=online&province=68").text) == [
        "Đỗ Thị Hường"
    ]


def test_somebody_who_cancelled_is_told_apart(cast, things) -> None:
    cast.delegate(things.registration("Lê An")).post("me/cancellation")
    things.registration("Trần Bình")
    organiser = cast.organiser()

    assert names_on(organiser.get("organise/delegates?state=cancelled").text) == ["Lê An"]
    assert names_on(organiser.get("organise/delegates?state=confirmed").text) == ["Trần Bình"]


def test_an_empty_list_says_what_to_do_next(cast) -> None:
    assert "/register" in cast.organiser().get("organise/delegates").text


def test_a_search_for_signs_of_the_pattern_language_finds_nothing(cast, things) -> None:
    things.registration("Lê An")

    assert names_on(cast.organiser().get("organise/delegates?q=%25").text) == []


def test_the_list_asks_the_database_as_often_for_thirty_as_for_one(
    cast, things, statements
) -> None:
    organiser = cast.organiser()
    things.registration("Lê An")
    statements.clear()
    organiser.get("organise/delegates")
    for_one = len(statements)
    for number in range(29):
        things.registration(f"Lê An {number}")
    statements.clear()

    page = organiser.get("organise/delegates").text

    assert (len(names_on(page)), len(statements)) == (30, for_one)


@pytest.mark.parametrize("path", ["organise/delegates", "organise/delegates/1"])
def test_only_organisers_see_the_delegates(cast, things, stranger, path) -> None:
    things.registration()
    who = {
        "organiser": cast.organiser(),
        "moderator": cast.moderator(),
        "desk": cast.desk(),
        "head": cast.head("shtt"),
        "delegate": cast.delegate(things.registration()),
        "stranger": stranger,
    }

    seen = {name: browser.get(path).status_code for name, browser in who.items()}

    assert seen == {
        "organiser": 200,
        "moderator": 403,
        "desk": 403,
        "head": 403,
        "delegate": 403,
        "stranger": 302,
    }


def test_an_unknown_delegate_is_not_found(cast) -> None:
    assert cast.organiser().get("organise/delegates/999").status_code == 404


@pytest.mark.parametrize(
    "written", ["_scheme=javascript", "_anchor=x", "endpoint=x", "event_slug=another"]
)
def test_the_list_hands_on_only_what_it_is_asked_for(cast, three, written) -> None:
    organiser, query = cast.organiser(), f"mode=online&page=2&{written}"

    answer = organiser.get(f"organise/delegates?{query}")
    moved = organiser.post(f"organise/delegates?{query}", {"act": "online", "delegate": three[0]})

    assert f'href="/{SLUG}/organise/delegates.csv?mode=online&amp;page=2"' in answer.text
    assert moved.location == f"/{SLUG}/organise/delegates?mode=online&page=2"


def test_no_delegate_has_a_number_far_below_nought(cast) -> None:
    sent = {"act": "online", "delegate": str(-(10**30))}

    assert cast.organiser().post("organise/delegates", sent).status_code < 500
