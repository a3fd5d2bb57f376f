"""What tests of certificates need: who attended what, and certificates that were issued."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
import sqlalchemy as sa
from flask import Flask

from confapp.agenda.models import AgendaSession
from confapp.certificates import batches, files, issuing, making
from confapp.certificates.models import Certificate
from confapp.certificates.signing import keys, signed_files
from confapp.checkin.models import CheckIn
from confapp.clock import now
from confapp.database import db
from confapp.people import inviting
from confapp.people.models import User
from confapp.registration.models import Cancellation, Registration
from tests.cast import the_event
from tests.certificates.signing import PASSPHRASE, key_file
from tests.things import Things


class Attendees:
    """Makes delegates by how they attended, and gives their registrations' ids."""

    def __init__(self, app: Flask, things: Things) -> None:
        self.app, self.things = app, things

    def of_both_sessions(self, full_name: str = "Nguyễn Văn An", **told: Any) -> int:
        return self._of(2, full_name, **told)

    def of_the_morning(self, full_name: str = "Trần Thị Bình", **told: Any) -> int:
        return self._of(1, full_name, **told)

    def of_nothing(self, full_name: str = "Lê Văn Chín", **told: Any) -> int:
        return self._of(0, full_name, **told)

    def who_cancelled(self, full_name: str = "Phạm Thị Dung") -> int:
        registration_id = self._of(2, full_name)
        with self.app.app_context():
            row = Cancellation(registration_id=registration_id, at=now(), by_id=None)
            db.session.add(row)
            db.session.commit()
        return registration_id

    def _of(self, number: int, full_name: str, **told: Any) -> int:
        registration_id = self.things.registration(full_name, **told)
        with self.app.app_context():
            sessions = sa.select(AgendaSession.id).filter_by(event_id=the_event().id)
            in_order = db.session.scalars(sessions.order_by(AgendaSession.starts_at)).all()
            for session_id in in_order[:number]:
                row = CheckIn(registration_id=registration_id, session_id=session_id, at=now())
                row.method = "code"
                db.session.add(row)
            db.session.commit()
        return registration_id


@pytest.fixture
def attendees(app: Flask, things: Things) -> Attendees:
    return Attendees(app, things)


@pytest.fixture
def by_id(app: Flask) -> int:
    """The organiser who issues."""
    with app.app_context():
        user = inviting.account("cap-giay@example.org", "Trần Thị Thu Hương", at=now())
        db.session.commit()
        return user.id


@pytest.fixture
def issue_all(app: Flask, by_id: int) -> Callable[[], int]:
    """Gives everybody in a batch their number, without file and letter; says to how many."""

    def issued() -> int:
        with app.app_context():
            by = db.session.get_one(User, by_id)
            batch = batches.start(the_event(), by=by, at=now())
            number = issuing.issue_some(batch, most=1000, at=now()) if batch else 0
            db.session.commit()
            return number

    return issued


@pytest.fixture
def work(app: Flask) -> Callable[[], None]:
    """Does what the worker does."""

    def done() -> None:
        with app.app_context():
            making.make_certificates()

    return done


@pytest.fixture
def issue(app: Flask, by_id: int) -> Callable[[int], int]:
    """Issues one certificate, and gives its number."""

    def issued(registration_id: int) -> int:
        with app.app_context():
            by = db.session.get_one(User, by_id)
            registration = db.session.get_one(Registration, registration_id)
            certificate = issuing.issue(registration, by=by, at=now())
            db.session.commit()
            return certificate.number

    return issued


@pytest.fixture
def register(app: Flask) -> Callable[[], list[tuple[int, int]]]:
    """The numbers that were given out, and to whom."""

    def rows() -> list[tuple[int, int]]:
        with app.app_context():
            found = sa.select(Certificate.number, Certificate.registration_id)
            return [tuple(row) for row in db.session.execute(found.order_by(Certificate.number))]

    return rows


@pytest.fixture
def code_of(app: Flask) -> Callable[[int], str]:
    def code(registration_id: int) -> str:
        with app.app_context():
            found = sa.select(Certificate.code).filter_by(registration_id=registration_id)
            return db.session.scalars(found.order_by(Certificate.number.desc())).first()

    return code


@pytest.fixture
def code(attendees, issue_all, code_of) -> str:
    an = attendees.of_both_sessions(
        "Nguyễn Văn An", email="an@example.org", phone="0912345678", post="Phó Giám đốc"
    )
    attendees.of_both_sessions("Trần Thị Bình")
    issue_all()
    return code_of(an)


@pytest.fixture
def sign(app: Flask) -> Callable[..., list[str]]:
    """Signs what is unsigned; gives the numbers."""

    def signed(content: bytes | None = None, *, most: int | None = None) -> list[str]:
        with app.app_context():
            key = keys.open_key(content or key_file(), PASSPHRASE, at=now())
            event, at = the_event(), now()
            return list(signed_files.sign_all(event, key, by_id=None, at=at, most=most))

    return signed


@pytest.fixture
def pdf_of(app: Flask) -> Callable[[int], bytes]:
    """The file of the certificate with this number, as its delegate gets it."""

    def pdf(number: int) -> bytes:
        with app.app_context():
            found = db.session.scalars(sa.select(Certificate).filter_by(number=number)).one()
            return files.pdf_of(found, at=now())

    return pdf


def words_in(pdf: bytes) -> str:
    """The text of a PDF, on one line."""
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        return " ".join(document[0].get_textpage().get_text_range().split())
    finally:
        document.close()
