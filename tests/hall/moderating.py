"""The hall, as moderators act on it."""

import sqlalchemy as sa
from flask import Flask

from confapp.audit import AuditEntry
from confapp.clock import now
from confapp.database import db
from confapp.hall import queue, stage
from confapp.hall.models import Turn
from confapp.live import version_of
from confapp.people import inviting
from confapp.people.models import User
from confapp.questions.models import Question
from tests.cast import the_event
from tests.hall.asking import the_question


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


def someone(name: str = "Lê Quang Huy") -> User:
    user = inviting.account(f"{name.split()[-1].lower()}@example.org", name, at=now())
    db.session.flush()
    return user


def last_turn(number: int) -> Turn:
    turns = sa.select(Turn).join(Turn.question).where(Question.number == number)
    return db.session.scalars(turns.order_by(Turn.id.desc()).limit(1)).one()


def open_turn(number: int) -> Turn:
    turns = sa.select(Turn).join(Turn.question).where(Question.number == number)
    return db.session.scalars(turns.where(Turn.ended_at.is_(None))).one()
