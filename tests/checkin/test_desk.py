"""Scanning tickets at the desk."""

import re

from tests.cast import SLUG
from tests.checkin.desk_page import scan, verdict_on


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
    assert re.search(r'scan-word">[^<]*08:02', page)
    assert "Phạm Minh Đức" in page.split('id="verdict"')[1].split("</section>")[0]


def test_the_verdict_begins_with_the_name_and_offers_to_undo(desk, things, sessions, ticket_of):
    an = things.registration("Nguyễn Văn An")

    verdicts = [
        desk.get(scan(desk, ticket_of(an), sessions[0]).location).text.split('id="verdict"')[1]
        for _twice in range(2)
    ]

    for verdict in verdicts:
        words = verdict.split("</section>")[0]
        assert words.index("scan-name") < words.index("scan-word")
        assert f'action="/{SLUG}/checkin/{sessions[0]}/{an}/removal"' in words


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


def test_an_empty_scan_is_asked_for_again(desk, sessions, checked_in):
    answer = scan(desk, "", sessions[0])

    assert answer.status_code == 422
    assert 'id="code-error"' in answer.text
    assert checked_in() == []


def test_an_endless_scan_is_refused_at_the_field(desk, sessions):
    answer = scan(desk, "A" * 20_000, sessions[0])

    assert answer.status_code == 422
    assert 'id="code-error"' in answer.text
