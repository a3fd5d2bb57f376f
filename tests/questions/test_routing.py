"""Every question goes to one accountable department."""

from datetime import timedelta

import pytest

from confapp.clock import now
from confapp.database import db
from confapp.errors import Refusal
from confapp.events.models import Department
from confapp.questions import routing
from tests.cast import the_event
from tests.questions.conftest import the_question, the_user
from tests.questions.making import department_of

BASE = "/tap-huan-13-11-2025"


@pytest.fixture
def department_id(app):
    def of(code: str) -> str:
        with app.app_context():
            return str(department_of(code).id)

    return of


def test_a_question_in_a_domain_of_two_departments_waits_for_a_moderator(questions, inside) -> None:
    first, second = questions.waiting(), questions.waiting()
    questions.asked(domain="shtt")

    waiting = db.session.scalars(routing.waiting(the_event())).all()

    assert [question.id for question in waiting] == [first.id, second.id]
    assert [question.acceptance for question in waiting] == [None, None]


def test_a_moderator_sends_it_to_one_of_them(questions, cast, department_id, app) -> None:
    asked = questions.waiting()
    moderator = cast.moderator()

    answer = moderator.post(
        f"questions/{asked.number}/offer", {"department_id": department_id("vt")}
    )

    assert (answer.status_code, answer.location) == (303, f"{BASE}/moderate")
    with app.app_context():
        question = the_question(asked)
        assert question.offer.department.code == "vt"
        assert question.offer.by_id == question.acceptance.by_id == moderator.user_id
        # Two working days from a Thursday end on Monday.
        assert question.offer.due_at - question.offer.at == timedelta(days=4)
        assert db.session.scalars(routing.waiting(the_event())).all() == []


def test_a_second_sending_is_refused_with_where_it_went(
    questions, cast, department_id, app
) -> None:
    asked = questions.sent_to("vt")

    answer = cast.moderator().post(
        f"questions/{asked.number}/offer", {"department_id": department_id("bc")}
    )

    assert answer.status_code == 409
    assert "Cục Viễn thông" in answer.text
    with app.app_context():
        assert the_question(asked).offer.department.code == "vt"


def test_a_department_of_another_event_is_refused(
    app, questions, cast, department_id, other_event_id
) -> None:
    asked, moderator = questions.waiting(), cast.moderator()
    with app.app_context():
        ours = department_of("vt")
        theirs = Department(event_id=other_event_id, code="vt", position=1)
        theirs.name = theirs.short_name = theirs.head_title = theirs.deputy_title = ours.name
        db.session.add(theirs)
        db.session.commit()
        chosen = {"department_id": str(theirs.id)}

        with pytest.raises(Refusal):
            routing.send_to(the_question(asked), theirs, by=the_user(moderator), at=now())
        db.session.rollback()

    assert moderator.post(f"questions/{asked.number}/offer", chosen).status_code == 404
    with app.app_context():
        assert the_question(asked).offer is None


@pytest.mark.parametrize("wrong", ["", "0", "abc", "99999999999999999999"])
def test_an_unknown_department_is_not_found(questions, cast, wrong) -> None:
    asked = questions.waiting()

    answer = cast.moderator().post(f"questions/{asked.number}/offer", {"department_id": wrong})

    assert answer.status_code == 404


def test_an_unknown_question_is_not_found(questions, cast, department_id) -> None:
    questions.waiting()

    answer = cast.moderator().post("questions/99/offer", {"department_id": department_id("vt")})

    assert answer.status_code == 404


def test_only_moderators_send_questions_on(questions, cast, stranger, department_id, app) -> None:
    asked = questions.waiting()
    path, chosen = f"questions/{asked.number}/offer", {"department_id": department_id("vt")}
    others = [stranger, cast.delegate(asked.asker_id), cast.head("vt"), cast.assistant("vt")]

    assert [other.post(path, chosen).status_code for other in others] == [403] * 4
    with app.app_context():
        assert the_question(asked).offer is None
    assert cast.organiser().post(path, chosen).status_code == 303
