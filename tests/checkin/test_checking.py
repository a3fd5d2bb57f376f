"""Checking in, once each, whoever races whom."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import NamedTuple

import pytest
import sqlalchemy as sa

from confapp import live
from confapp.agenda.models import AgendaSession
from confapp.audit import AuditEntry
from confapp.checkin import checking
from confapp.checkin.models import CheckIn
from confapp.clock import now
from confapp.database import db
from confapp.people import inviting
from confapp.people.models import User
from confapp.registration.models import Registration
from confapp.vietnamese import fold
from tests.cast import the_event


@pytest.fixture
def enter(app):
    """Checks somebody in as a rule does, and gives kind, delegate, time and name of the verdict."""

    def checked(registration_id: int, session_id: int, by: str = "Phạm Minh Đức") -> Seen:
        with app.app_context():
            verdict = checking.check_in(
                db.session.get_one(Registration, registration_id),
                db.session.get_one(AgendaSession, session_id),
                by=somebody(by),
                at=now(),
                method=checking.BY_CODE,
            )
            db.session.commit()
            delegate = verdict.registration.id if verdict.registration else None
            return Seen(verdict.kind, delegate, verdict.at, verdict.by_name)

    return checked


@pytest.fixture
def take_back(app):
    def taken(registration_id: int, session_id: int) -> None:
        with app.app_context():
            checking.take_back(
                db.session.get_one(Registration, registration_id),
                db.session.get_one(AgendaSession, session_id),
                by=somebody(),
            )
            db.session.commit()

    return taken


class Seen(NamedTuple):
    kind: str
    delegate: int | None = None
    at: datetime | None = None
    by: str = ""


def somebody(name: str = "Phạm Minh Đức") -> User:
    return inviting.account(f"{fold(name).replace(' ', '.')}@example.org", name, at=now())


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


def test_of_many_desks_at_once_one_checks_in_and_the_others_hear_of_it(
    app, things, sessions, enter
):
    an = things.registration()
    desks = [f"Bàn Số {number}" for number in range(8)]
    start = Barrier(len(desks))

    def scan(name: str) -> Seen:
        start.wait()
        return enter(an, sessions[0], by=name)

    with ThreadPoolExecutor(len(desks)) as pool:
        seen = list(pool.map(scan, desks))

    with app.app_context():
        rows = db.session.scalars(sa.select(CheckIn)).all()
        assert len(rows) == 1
        assert sorted(one.kind for one in seen) == ["already"] * 7 + ["in"]
        assert {one.by for one in seen} == {rows[0].by.full_name}
        assert live.version_of(checking.topic(the_event().id)) == 1
