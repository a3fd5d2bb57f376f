"""Searching at the desk, taking back, and the figures beside it."""

import re

from confapp.checkin.models import CheckIn
from confapp.clock import now
from confapp.database import db
from confapp.people import inviting
from tests.cast import SLUG
from tests.checkin.desk_page import scan, verdict_on


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

    [row] = re.findall(r'<ol class="found.*?</ol>', page, re.DOTALL)
    assert f'action="/{SLUG}/checkin/{sessions[0]}/{an}"' not in row
    assert f'action="/{SLUG}/checkin/{sessions[0]}/{an}/removal"' in row


def test_a_delegate_is_found_by_the_reference_too(desk, things, sessions, stranger_elsewhere):
    an = things.registration("Nguyễn Văn An", phone="0900000001")
    things.registration("Trần Văn Bình", phone="0900000002")

    found = {
        words: re.findall(
            r'found-name">([^<]+)<',
            desk.get("checkin", query_string={"session": sessions[0], "q": words}).text,
        )
        for words in (f"ĐB-{an:04d}", f"db {an}", "0900000002", f"ĐB-{stranger_elsewhere:04d}")
    }

    assert list(found.values()) == [["Ông Nguyễn Văn An"]] * 2 + [["Ông Trần Văn Bình"], []]


def test_a_check_in_is_taken_back_and_stays_back(desk, things, sessions, ticket_of, checked_in):
    an = things.registration()
    address = scan(desk, ticket_of(an), sessions[0]).location

    answers = [desk.post(f"checkin/{sessions[0]}/{an}/removal") for _twice in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert checked_in() == []
    assert verdict_on(desk.get(address).text) == "ready"


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
