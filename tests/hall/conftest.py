"""What tests of the hall need: questions in each state that the hall cares about."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
import sqlalchemy as sa
from flask import Flask

from confapp.audit import AuditEntry
from confapp.clock import now
from confapp.database import db
from confapp.events.models import Department, Domain, Province
from confapp.hall import queue, stage
from confapp.hall.models import Turn
from confapp.live import version_of
from confapp.people import inviting
from confapp.people.models import User
from confapp.questions.models import Acceptance, Offer, Question
from confapp.vietnamese import fold
from tests.cast import the_event
from tests.things import Things

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
            question.acceptance = Acceptance(at=now(), by_id=None)
            department = db.session.scalars(sa.select(Department).filter_by(code="shtt")).one()
            question.offer = Offer(
                department=department, at=now(), by_id=None, due_at=now() + timedelta(days=2)
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


@pytest.fixture
def questions(app: Flask, things: Things) -> Questions:
    return Questions(app, things)


@pytest.fixture
def moderator(cast):
    return cast.moderator()


class Hall:
    """Moderates as the rules do, and looks at what came of it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            someone()
            db.session.commit()

    def queue_up(self, number: int) -> None:
        with self.app.app_context():
            queue.queue_up(the_question(number), by=someone(), at=now())
            db.session.commit()

    def take_off(self, number: int) -> None:
        with self.app.app_context():
            queue.take_off(open_turn(number), by=someone(), at=now())
            db.session.commit()

    def take_live(self, number: int) -> None:
        with self.app.app_context():
            stage.take_live(open_turn(number), by=someone(), at=now())
            db.session.commit()

    def end(self, number: int, outcome: str, *, turn_id: int | None = None) -> None:
        with self.app.app_context():
            turn = db.session.get_one(Turn, turn_id) if turn_id else last_turn(number)
            stage.end(turn, outcome, by=someone(), at=now())
            db.session.commit()

    def blank(self) -> None:
        with self.app.app_context():
            stage.blank(the_event(), by=someone(), at=now())
            db.session.commit()

    def light(self) -> None:
        with self.app.app_context():
            stage.light(the_event(), by=someone(), at=now())
            db.session.commit()

    def queued(self) -> list[int]:
        """The numbers of the questions in the queue, in their order."""
        with self.app.app_context():
            turns = db.session.scalars(queue.queued(the_event()))
            return [turn.question.number for turn in turns]

    def live(self) -> int | None:
        with self.app.app_context():
            turn = stage.live_turn(the_event())
            return turn.question.number if turn else None

    def version(self) -> int:
        """How often what is shown live has changed."""
        with self.app.app_context():
            return version_of(queue.topic(the_event().id))

    def acts(self) -> list[tuple[str, str]]:
        """What the audit log says of the hall."""
        with self.app.app_context():
            rows = sa.select(AuditEntry.act, AuditEntry.subject).order_by(AuditEntry.id)
            kept = rows.where(~AuditEntry.act.in_(["sign-in"]))
            return [tuple(row) for row in db.session.execute(kept)]


@pytest.fixture
def hall(app: Flask) -> Hall:
    return Hall(app)


@pytest.fixture
def turn_of(app: Flask) -> Callable[[int], int]:
    """The id of the newest turn of a question, for addresses."""

    def turn_id(number: int) -> int:
        with app.app_context():
            return last_turn(number).id

    return turn_id


def someone(name: str = "Lê Quang Huy") -> User:
    user = inviting.account(f"{name.split()[-1].lower()}@example.org", name, at=now())
    db.session.flush()
    return user


def the_question(number: int) -> Question:
    return db.session.scalars(sa.select(Question).filter_by(number=number)).one()


def last_turn(number: int) -> Turn:
    turns = sa.select(Turn).join(Turn.question).where(Question.number == number)
    return db.session.scalars(turns.order_by(Turn.id.desc()).limit(1)).one()


def open_turn(number: int) -> Turn:
    turns = sa.select(Turn).join(Turn.question).where(Question.number == number)
    return db.session.scalars(turns.where(Turn.ended_at.is_(None))).one()


def _province(short_name: str) -> Province:
    return db.session.scalars(sa.select(Province).filter_by(short_name=short_name)).one()
