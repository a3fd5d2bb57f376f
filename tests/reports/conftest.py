"""Letters, check-ins and certificates for the organisers' figures."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from confapp.agenda.models import AgendaSession
from confapp.certificates.models import Certificate
from confapp.checkin.models import CheckIn
from confapp.clock import now
from confapp.database import db
from confapp.events.models import Event, Province
from confapp.mail import outbox
from confapp.mail.models import Message
from confapp.people import inviting
from confapp.registration.models import Cancellation
from tests.cast import Browser, Cast, the_event
from tests.questions.making import Questions

SENT, FAILED, GIVEN_UP, WAITING = "sent", "failed", "given up", "waiting"
CAME_BACK = "came back"


class Day:
    """Lets things happen on the day, each committed."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def letter(self, state: str = WAITING, *, event_id: int | None = 0, **told: Any) -> int:
        """A letter about the seeded event, or about none; gives its id."""
        written = {"recipient": "an@example.org", "subject": "Xác nhận đăng ký", "text": "Kính gửi"}
        with self.app.app_context():
            about = the_event().id if event_id == 0 else event_id
            message = outbox.write(**written | told, at=now(), event_id=about)
            db.session.flush()
            self._bring_to(state, message)
            db.session.commit()
            return message.id

    def kept(self, letter_id: int) -> Message:
        with self.app.app_context():
            return db.session.get_one(Message, letter_id)

    def check_in(self, registration_id: int, session: str = "Phiên buổi sáng") -> None:
        with self.app.app_context():
            found = sa.select(AgendaSession.id).filter_by(title_vi=session)
            session_id = db.session.scalars(found).one()
            db.session.add(
                CheckIn(
                    registration_id=registration_id, session_id=session_id, at=now(), method="code"
                )
            )
            db.session.commit()

    def cancel(self, registration_id: int) -> None:
        with self.app.app_context():
            db.session.add(Cancellation(registration_id=registration_id, at=now()))
            db.session.commit()

    def certify(self, registration_id: int, number: int, by_id: int | None) -> None:
        with self.app.app_context():
            db.session.add(
                Certificate(
                    event_id=the_event().id,
                    registration_id=registration_id,
                    number=number,
                    code=f"CODE{number:012d}",
                    printed={"number": f"{number:03d}/GCN-BKHCN"},
                    issued_at=now(),
                    issued_by_id=by_id,
                )
            )
            db.session.commit()

    def province(self, short_name: str) -> int:
        with self.app.app_context():
            found = sa.select(Province.id).filter_by(short_name=short_name)
            return db.session.scalars(found).one()

    def other_event(self) -> int:
        """Another event of the same installation."""
        with self.app.app_context():
            ours = the_event()
            told = {c.key: getattr(ours, c.key) for c in sa.inspect(Event).column_attrs}
            event = Event(**{k: v for k, v in told.items() if k not in ("id", "slug")}, slug="khac")
            event.starts_on = ours.starts_on - timedelta(days=30)
            db.session.add(event)
            db.session.commit()
            return event.id

    def _bring_to(self, state: str, message: Message) -> None:
        if state in (SENT, CAME_BACK):
            message.mark_sent(at=now())
        if state == CAME_BACK:
            message.note_return("mailbox is gone", at=now())
        if state in (FAILED, GIVEN_UP):
            message.mark_failed("450 mailbox busy", at=now(), is_final=state == GIVEN_UP)


@pytest.fixture
def day(app: Flask) -> Day:
    return Day(app)


@pytest.fixture
def questions(app: Flask) -> Questions:
    return Questions(app)


@pytest.fixture
def administrator(app: Flask, cast: Cast) -> Browser:
    with app.app_context():
        email = "administrator@example.org"
        user = inviting.account(email, "Đỗ Văn Trị", at=now(), is_administrator=True)
        db.session.commit()
        user_id = user.id
    return cast.sign_in(user_id)
