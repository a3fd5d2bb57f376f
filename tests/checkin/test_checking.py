"""Checking in, once each, and taking it back."""

import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.database import db
from tests.checkin.conftest import Seen


def test_a_delegate_is_checked_in_for_one_session(things, sessions, enter, checked_in):
    an = things.registration()

    seen = enter(an, sessions[0])

    assert (seen.kind, seen.delegate, seen.by) == ("in", an, "Phạm Minh Đức")
    assert checked_in() == [(an, sessions[0], "code")]


def test_scanning_a_ticket_twice_in_a_session_counts_once_and_says_when(
    things, sessions, enter, checked_in, clock
):
    an = things.registration()
    clock(8, 2)
    first = enter(an, sessions[0])
    clock(8, 40)

    seen = enter(an, sessions[0], by="Lê Thị Bàn Hai")

    assert seen == Seen("already", an, first.at, "Phạm Minh Đức")
    assert checked_in() == [(an, sessions[0], "code")]


def test_each_session_counts_for_itself(things, sessions, enter, checked_in):
    an = things.registration()

    kinds = [enter(an, session).kind for session in sessions]

    assert kinds == ["in", "in"]
    assert [row[1] for row in checked_in()] == sessions


def test_a_cancelled_registration_is_not_let_in(things, sessions, enter, checked_in, cancel):
    an = things.registration()
    cancel(an)

    seen = enter(an, sessions[0])

    assert (seen.kind, seen.delegate) == ("cancelled", an)
    assert checked_in() == []


def test_a_ticket_of_another_event_tells_nothing_about_its_owner(
    stranger_elsewhere, sessions, enter, checked_in
):
    assert enter(stranger_elsewhere, sessions[0]) == Seen("other_event")
    assert checked_in() == []


def test_a_mistake_is_taken_back_once_and_leaves_a_trace(
    app, things, sessions, enter, take_back, checked_in
):
    an = things.registration()
    enter(an, sessions[0])

    take_back(an, sessions[0])
    take_back(an, sessions[0])

    with app.app_context():
        acts = db.session.scalars(sa.select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert checked_in() == []
    assert acts == ["check in", "take back check-in"]


def test_whoever_was_taken_back_can_be_checked_in_again(
    things, sessions, enter, take_back, checked_in
):
    an = things.registration()
    enter(an, sessions[0])
    take_back(an, sessions[0])

    assert enter(an, sessions[0]).kind == "in"
    assert checked_in() == [(an, sessions[0], "code")]
