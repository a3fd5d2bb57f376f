"""The organisers' register."""

import re

import pytest

from tests.certificates.conftest import words_in

ADDRESS = "organise/certificates"


@pytest.fixture
def organiser(cast):
    return cast.organiser()


def names_on(page: str) -> list[str]:
    return re.findall(r"<td data-main><a[^>]*>([^<]+)<", page)


def test_an_organiser_issues_to_all_who_earned_one_and_sees_them(
    organiser, attendees, work, register
):
    an = attendees.of_both_sessions("Nguyễn Văn An")
    attendees.of_the_morning("Trần Thị Bình")

    before = organiser.get(ADDRESS).text
    answer = organiser.post(ADDRESS)
    work()
    batch, after = organiser.get(answer.location).text, organiser.get(ADDRESS).text

    assert "(1)" in before
    assert answer.status_code == 303
    assert register() == [(1, an)]
    assert 'data-tone="done"' in batch
    assert names_on(after) == ["Nguyễn Văn An"]
    assert "001/GCN-BKHCN" in after
    assert f'action="/tap-huan-13-11-2025/{ADDRESS}"' in before
    assert f'action="/tap-huan-13-11-2025/{ADDRESS}"' not in after


def test_pressing_twice_issues_once(organiser, attendees, work, register):
    an = attendees.of_both_sessions()

    answers = [organiser.post(ADDRESS) for _twice in range(2)]
    work()

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert register() == [(1, an)]


def test_an_organiser_opens_any_certificate(organiser, attendees, issue_all):
    attendees.of_both_sessions("Nguyễn Văn An")
    issue_all()

    answer = organiser.get(f"{ADDRESS}/1.pdf")

    assert answer.mimetype == "application/pdf"
    assert "Nguyễn Văn An" in words_in(answer.data)
    assert organiser.get(f"{ADDRESS}/2.pdf").status_code == 404


def test_the_register_is_searched_by_number_name_and_place_without_marks(
    organiser, attendees, issue_all
):
    attendees.of_both_sessions("Nguyễn Thị Thúy", organisation="Sở KH&CN tỉnh Cao Bằng")
    attendees.of_both_sessions("Trần Văn Bình", phone="0912000002")
    issue_all()

    found = {
        words: names_on(organiser.get(ADDRESS, query_string={"q": words}).text)
        for words in ("thuy", "cao bang", "2", "002/GXN", "0912000002", "khong co")
    }

    thuy, binh = ["Nguyễn Thị Thúy"], ["Trần Văn Bình"]
    assert found == {
        "thuy": thuy,
        "cao bang": thuy,
        "2": thuy,
        "002/GXN": thuy,
        "0912000002": binh,
        "khong co": [],
    }


def test_an_empty_register_says_what_it_takes(organiser, attendees):
    attendees.of_the_morning()

    page = organiser.get(ADDRESS).text

    assert 'class="empty"' in page
    assert "<table" not in page


def test_only_organisers_see_the_register(cast, attendees, issue_all, stranger, register):
    an = attendees.of_both_sessions()
    issue_all()
    attendees.of_both_sessions("Trần Thị Bình")
    people = {
        "desk": cast.desk(),
        "moderator": cast.moderator(),
        "delegate": cast.delegate(an),
        "stranger": stranger,
    }
    seen = {who: one.get(ADDRESS).status_code for who, one in people.items()}
    done = {who: one.post(ADDRESS).status_code for who, one in people.items()}

    assert seen == {"desk": 403, "moderator": 403, "delegate": 403, "stranger": 302}
    assert done == {"desk": 403, "moderator": 403, "delegate": 403, "stranger": 403}
    assert register() == [(1, an)]


def test_to_anybody_else_there_is_no_such_paper(cast, attendees, issue_all, organiser):
    attendees.of_both_sessions()
    issue_all()
    another = cast.delegate(attendees.of_both_sessions("Trần Thị Bình"))

    papers = [another.get(f"{ADDRESS}/{number}.pdf").status_code for number in (1, 2)]

    assert organiser.get(f"{ADDRESS}/1.pdf").status_code == 200
    assert papers == [404, 404]


def test_the_register_asks_as_little_of_the_database_for_thirty_as_for_one(
    organiser, attendees, issue_all, statements
):
    def cost() -> int:
        statements.clear()
        assert organiser.get(ADDRESS).status_code == 200
        return len(statements)

    attendees.of_both_sessions()
    issue_all()
    of_one = cost()
    for _one in range(29):
        attendees.of_both_sessions()
    issue_all()

    assert cost() == of_one
