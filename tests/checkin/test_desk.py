"""At the check-in desk."""

import re

import pytest

from confapp.checkin.models import CheckIn
from confapp.clock import now
from confapp.database import db
from confapp.people import inviting
from tests.cast import SLUG


def verdict_on(page: str) -> str:
    return re.search(r'data-verdict="(\w+)"', page)[1]


@pytest.fixture
def desk(cast):
    return cast.desk()


def scan(desk, code: str, session_id: int):
    return desk.post("checkin", {"session": session_id, "code": code})


def test_scanning_a_ticket_leads_back_to_the_desk_with_the_verdict(
    desk, things, sessions, ticket_of
):
    an = things.registration("Nguyễn Văn An")

    answer = scan(desk, ticket_of(an), sessions[0])
    page = desk.get(answer.location).text

    assert answer.status_code == 303
    assert "An" not in answer.location
    assert verdict_on(page) == "in"
    assert "Ông Nguyễn Văn An" in page
    assert "Tỉnh Lâm Đồng" in page
    assert re.search(r'<input id="code"[^>]*autofocus', page)


def test_loading_the_page_again_does_not_scan_again(desk, things, sessions, ticket_of, checked_in):
    an = things.registration()
    address = scan(desk, ticket_of(an), sessions[0]).location

    verdicts = [verdict_on(desk.get(address).text) for _time in range(3)]

    assert verdicts == ["in", "in", "in"]
    assert checked_in() == [(an, sessions[0], "code")]


def test_the_second_scan_says_when_and_by_whom_the_first_was(
    desk, things, sessions, ticket_of, clock
):
    an = things.registration()
    clock(8, 2)
    scan(desk, ticket_of(an), sessions[0])
    clock(8, 40)

    page = desk.get(scan(desk, f" ĐB-{an:04d} ", sessions[0]).location).text

    assert verdict_on(page) == "look"
    assert re.search(r'scan-word">[^<]*08:02[^<]*Phạm Minh Đức', page)


def test_a_forged_code_is_refused_and_names_nobody(desk, things, sessions, checked_in):
    an = things.registration("Nguyễn Văn An")

    page = desk.get(scan(desk, f"v1.{an}.AAAAAAAAAAAAAAAA", sessions[0]).location).text

    assert verdict_on(page) == "no"
    assert "Nguyễn Văn An" not in page
    assert checked_in() == []


def test_a_ticket_of_another_event_is_refused_and_names_nobody(
    desk, stranger_elsewhere, sessions, ticket_of, checked_in
):
    page = desk.get(scan(desk, ticket_of(stranger_elsewhere), sessions[0]).location).text

    assert verdict_on(page) == "no"
    assert "Nơi Khác" not in page
    assert checked_in() == []


def test_a_cancelled_registration_is_refused_with_its_name(
    desk, things, sessions, ticket_of, cancel, checked_in
):
    an = things.registration("Nguyễn Văn An")
    cancel(an)

    page = desk.get(scan(desk, ticket_of(an), sessions[0]).location).text

    assert verdict_on(page) == "no"
    assert "Nguyễn Văn An" in page
    assert checked_in() == []


def test_who_registered_for_online_is_let_in_and_pointed_out(desk, things, sessions, ticket_of):
    an = things.registration(mode="online")

    page = desk.get(scan(desk, ticket_of(an), sessions[0]).location).text

    assert verdict_on(page) == "look"
    assert "scan-remark" in page


def test_a_delegate_without_a_ticket_is_found_without_marks_and_checked_in(
    desk, things, sessions, checked_in
):
    thuy = things.registration("Nguyễn Thị Thúy", phone="0912345678")
    things.registration("Trần Văn Bình")

    for words in ("nguyen thuy", "0912 345 678", "thúy lâm đồng"):
        page = desk.get("checkin", query_string={"session": sessions[1], "q": words}).text
        assert re.findall(r'found-name">([^<]+)<', page) == ["Ông Nguyễn Thị Thúy"]
    answer = desk.post(f"checkin/{sessions[1]}/{thuy}")

    assert answer.status_code == 303
    assert verdict_on(desk.get(answer.location).text) == "in"
    assert checked_in() == [(thuy, sessions[1], "name")]


def test_a_search_that_finds_nobody_says_so(desk, things, sessions):
    things.registration("Nguyễn Văn An")

    page = desk.get("checkin", query_string={"session": sessions[0], "q": "khong co ai"}).text

    assert "found-name" not in page
    assert 'class="empty"' in page


def test_who_is_in_is_not_offered_to_be_checked_in_again(desk, things, sessions, ticket_of):
    an = things.registration("Nguyễn Văn An")
    scan(desk, ticket_of(an), sessions[0])

    page = desk.get("checkin", query_string={"session": sessions[0], "q": "an"}).text

    assert "found-name" in page
    assert f'action="/{SLUG}/checkin/{sessions[0]}/{an}"' not in page


def test_a_check_in_is_taken_back_and_stays_back(desk, things, sessions, ticket_of, checked_in):
    an = things.registration()
    address = scan(desk, ticket_of(an), sessions[0]).location

    answers = [desk.post(f"checkin/{sessions[0]}/{an}/removal") for _twice in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert checked_in() == []
    assert verdict_on(desk.get(address).text) == "ready"


def test_the_desk_opens_with_the_session_that_is_on_or_comes_next(cast, sessions, clock):
    opened = []
    for hour in (7, 9, 12, 15, 20):
        clock(hour, 0)
        page = cast.desk().get("checkin").text
        opened.append(int(re.search(r'name="session" value="(\d+)"', page)[1]))

    morning, afternoon = sessions
    assert opened == [morning, morning, afternoon, afternoon, afternoon]


def test_an_empty_scan_is_asked_for_again(desk, sessions, checked_in):
    answer = scan(desk, "", sessions[0])

    assert answer.status_code == 422
    assert 'id="code-error"' in answer.text
    assert checked_in() == []


def test_an_endless_scan_is_refused_at_the_field(desk, sessions):
    answer = scan(desk, "A" * 20_000, sessions[0])

    assert answer.status_code == 422
    assert 'id="code-error"' in answer.text


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


def test_the_figures_change_with_each_check_in_and_cost_nothing_otherwise(
    desk, things, sessions, ticket_of
):
    an = things.registration("Nguyễn Văn An")
    things.registration("Trần Thị Bình", email="binh@example.org")
    path = f"checkin/live?session={sessions[0]}"
    before = desk.get(path)
    same = desk.get(path, headers={"If-None-Match": before.headers["ETag"]})

    scan(desk, ticket_of(an), sessions[0])
    after = desk.get(path, headers={"If-None-Match": before.headers["ETag"]})

    assert (same.status_code, after.status_code) == (304, 200)
    assert re.findall(r'count-number">(\d+)<', before.text) == ["0", "0"]
    assert re.findall(r'count-number">(\d+)<', after.text) == ["1", "1"]
    assert "Nguyễn Văn An" in after.text
    assert "Bình" not in after.text


def test_the_desk_asks_as_little_of_the_database_for_thirty_as_for_one(
    app, desk, things, sessions, statements
):
    def cost() -> int:
        statements.clear()
        page = desk.get("checkin", query_string={"session": sessions[0], "q": "nguyen"})
        assert page.status_code == 200
        return len(statements)

    def add(number: int) -> None:
        for _one in range(number):
            registration_id = things.registration("Nguyễn Văn An")
            with app.app_context():
                by = inviting.account(f"desk-{registration_id}@example.org", "Bàn", at=now())
                row = CheckIn(registration_id=registration_id, session_id=sessions[0], at=now())
                row.by, row.method = by, "code"
                db.session.add(row)
                db.session.commit()

    add(1)
    of_one = cost()
    add(29)

    assert cost() == of_one
