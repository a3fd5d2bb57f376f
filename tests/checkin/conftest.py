"""What tests of check-in need: the sessions, tickets, and another event."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import pytest
import sqlalchemy as sa
from flask import Flask

from confapp.agenda.models import AgendaSession
from confapp.checkin import checking
from confapp.checkin.models import CheckIn
from confapp.clock import now
from confapp.database import db
from confapp.people import inviting
from confapp.people.models import User
from confapp.registration import tickets
from confapp.registration.models import Cancellation, Registration
from confapp.vietnamese import fold
from tests.cast import the_event
from tests.checkin.elsewhere import another_event


@pytest.fixture
def sessions(app: Flask) -> list[int]:
    """The ids of the morning and the afternoon."""
    with app.app_context():
        of_event = sa.select(AgendaSession.id).filter_by(event_id=the_event().id)
        return list(db.session.scalars(of_event.order_by(AgendaSession.starts_at)))


@pytest.fixture
def ticket_of(app: Flask) -> Callable[[int], str]:
    """The code on the ticket of a registration."""

    def code(registration_id: int) -> str:
        with app.app_context():
            return tickets.code_of(db.session.get_one(Registration, registration_id))

    return code


@pytest.fixture
def cancel(app: Flask) -> Callable[[int], None]:
    def cancelled(registration_id: int) -> None:
        with app.app_context():
            db.session.add(Cancellation(registration_id=registration_id, at=now(), by_id=None))
            db.session.commit()

    return cancelled


@pytest.fixture
def checked_in(app: Flask) -> Callable[[], list[tuple[int, int, str]]]:
    """Who is checked in: registration, session and method of each row."""

    def rows() -> list[tuple[int, int, str]]:
        with app.app_context():
            found = sa.select(CheckIn.registration_id, CheckIn.session_id, CheckIn.method)
            return [tuple(row) for row in db.session.execute(found.order_by(CheckIn.id))]

    return rows


@pytest.fixture
def desk(cast):
    return cast.desk()


@pytest.fixture
def stranger_elsewhere(app: Flask) -> int:
    """A registration for another event of the same installation."""
    with app.app_context():
        event = another_event()
        user = inviting.account("noi-khac@example.org", "Đặng Thị Nơi Khác", at=now())
        registration = Registration(
            event=event,
            user=user,
            submission_id="submission-elsewhere",
            salutation="Bà",
            full_name=user.full_name,
            post="Chuyên viên",
            organisation="Sở Khoa học và Công nghệ tỉnh Cao Bằng",
            email=user.email,
            email_key=user.email,
            phone="0900000001",
            mode="in_person",
            site="",
            diet="",
            access_needs="",
            language="vi",
            created_at=now(),
            changed_at=now(),
        )
        registration.index()
        db.session.add(registration)
        db.session.commit()
        return registration.id


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
