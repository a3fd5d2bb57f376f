"""Questions in every state, and the forms that people send about them."""

from io import BytesIO
from itertools import count
from typing import Any

import pytest
from flask import Flask

from confapp.agenda.documents.intake import Sent
from confapp.clock import now
from confapp.database import db
from confapp.events.models import Event
from confapp.people.models import User
from confapp.questions import enclosing
from confapp.questions.models import Question
from tests.cast import the_event
from tests.questions.making import ANSWER, TEXT, Asked, Questions, first_decree

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"
_numbers = count(1)


@pytest.fixture
def questions(app: Flask) -> Questions:
    return Questions(app)


@pytest.fixture
def fields():
    """The fields of a valid question; arguments replace some."""

    def filled_in(**told: Any) -> dict[str, Any]:
        return {
            "submission_id": f"a-random-submission-{next(_numbers):06d}",
            "domain": "shtt",
            "text": TEXT,
            "shows_name": "no",
        } | told

    return filled_in


@pytest.fixture
def attach(app: Flask):
    """Lets a PDF file come with a question that was asked."""

    def done(asked: Asked) -> None:
        with app.app_context():
            file = enclosing.kept(Sent("Công văn số 12.pdf", BytesIO(PDF)), at=now())
            the_question(asked).attachment = file
            db.session.commit()

    return done


@pytest.fixture
def sheet(app: Flask):
    """The fields of a valid draft; arguments replace some."""
    with app.app_context():
        decree = str(first_decree().id)

    def filled_in(**told: Any) -> dict[str, Any]:
        return {
            "saves": "0",
            "text": ANSWER,
            "kind": "clear",
            "decree_1": decree,
            "article_1": "4",
            "clause_1": "1",
            "point_1": "",
        } | told

    return filled_in


@pytest.fixture
def inside(app: Flask):
    """The app's own ground, for rules without a page."""
    with app.app_context():
        yield
        db.session.rollback()


@pytest.fixture
def other_event_id(app: Flask) -> int:
    """A second event on the same installation, without departments."""
    with app.app_context():
        ours = the_event()
        columns = {column.key for column in Event.__mapper__.column_attrs}
        told = {name: getattr(ours, name) for name in columns - {"id", "slug"}}
        composed = [composite.key for composite in Event.__mapper__.composites]
        plain = {name: told[name] for name in told if not name.endswith(("_vi", "_en"))}
        words = {name: getattr(ours, name) for name in composed}
        other = Event(slug="hoi-nghi-khac", **plain, **words)
        db.session.add(other)
        db.session.commit()
        return other.id


def the_question(asked: Asked) -> Question:
    return db.session.get_one(Question, asked.id)


def the_user(browser) -> User:
    return db.session.get_one(User, browser.user_id)
