"""Questions of every kind."""

from datetime import timedelta
from itertools import count

import sqlalchemy as sa
from flask import Flask

from confapp.clock import now
from confapp.database import db
from confapp.events.models import Department, Domain, Province
from confapp.questions.models import Acceptance, Offer, Question
from confapp.vietnamese import fold
from tests.cast import the_event
from tests.things import Things

LIVE = "Sở cấp lại giấy chứng nhận theo mẫu nào?"
NEXT = "Ai kiểm tra hàng đóng gói sẵn ở xã?"
QUEUED = "Cửa hàng dưới 100 mét vuông có phải kê khai?"
SENT = "Tem bưu chính do ai phát hành?"
TEXT = "Hồ sơ cấp lại gửi về đâu?"

_numbers = count(1)


class Questions:
    """Makes a question, commits it, and gives its number."""

    def __init__(self, app: Flask, things: Things) -> None:
        self.app, self.things = app, things

    def submitted(self, text: str = TEXT, *, province: str = "Lâm Đồng") -> int:
        """One of the domain with two departments, which waits for a moderator."""
        with self.app.app_context():
            province_id = _province(province).id
        return self._asked(self.things.registration(province_id=province_id), text, "bcvt")

    def offered(self, text: str = TEXT, *, province: str = "Lâm Đồng") -> int:
        """One that its department has."""
        with self.app.app_context():
            province_id = _province(province).id
        number = self._asked(self.things.registration(province_id=province_id), text, "shtt")
        with self.app.app_context():
            question = the_question(number)
            question.acceptances.append(Acceptance(at=now(), by_id=None, domain=question.domain))
            department = db.session.scalars(sa.select(Department).filter_by(code="shtt")).one()
            question.offers.append(
                Offer(
                    department=department,
                    at=now(),
                    by_id=None,
                    accept_by=now() + timedelta(hours=4),
                    due_at=now() + timedelta(days=2),
                )
            )
            db.session.commit()
        return number

    def _asked(self, asker_id: int, text: str, domain: str) -> int:
        number = next(_numbers)
        with self.app.app_context():
            question = Question(
                event=the_event(),
                number=number,
                submission_id=f"question-{number:012d}",
                asker_id=asker_id,
                domain=db.session.scalars(sa.select(Domain).filter_by(code=domain)).one(),
                text=text,
                searchable=fold(text),
                shows_name=False,
                channel="web",
                asked_at=now(),
            )
            db.session.add(question)
            db.session.commit()
        return number


def the_question(number: int) -> Question:
    return db.session.scalars(sa.select(Question).filter_by(number=number)).one()


def _province(short_name: str) -> Province:
    return db.session.scalars(sa.select(Province).filter_by(short_name=short_name)).one()
