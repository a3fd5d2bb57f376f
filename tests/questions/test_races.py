"""Many people at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from confapp.clock import now
from confapp.database import db
from confapp.errors import Refusal
from confapp.events.models import Department, Member
from confapp.i18n import moment_words
from confapp.people import inviting
from confapp.people.models import User
from confapp.questions import acts, offering, owning
from confapp.questions.models import DraftLock, Ownership, Question
from tests.questions.conftest import the_question
from tests.questions.making import department_of
from tests.racing import at_once, until_one_waits

TOGETHER = 20
WHY = "Nội dung thuộc trách nhiệm của đơn vị khác."


def test_of_two_takers_one_owns_the_question_and_the_other_is_told_who(
    app, questions, cast
) -> None:
    asked = questions.asked()
    takers = [cast.assistant("shtt").user_id, cast.head("shtt").user_id]

    def take(user_id):
        def act():
            with app.app_context():
                try:
                    owning.take(the_question(asked), by=db.session.get_one(User, user_id), at=now())
                    db.session.commit()
                except Refusal as refusal:
                    return str(refusal.sentence)
                return user_id

        return act

    outcomes = at_once([take(user_id) for user_id in takers])

    [owner] = [one for one in outcomes if one in takers]
    [sentence] = [one for one in outcomes if one not in takers]
    with app.app_context():
        assert [row.by_id for row in db.session.query(Ownership)] == [owner]
        assert db.session.get_one(User, owner).full_name in sentence


def test_of_two_deputies_who_accept_at_once_one_does_and_the_other_is_told_who_and_when(
    app, questions, cast
) -> None:
    asked = questions.asked()
    deputies = [cast.deputy("shtt"), cast.sign_in(second_deputy(app))]

    answers = at_once(
        [lambda one=one: one.post(f"desk/{asked.number}/ownership") for one in deputies]
    )

    assert sorted(answer.status_code for answer in answers) == [303, 409]
    [late] = [answer for answer in answers if answer.status_code == 409]
    with app.app_context():
        [taken] = db.session.query(Ownership)
        first = deputies[[answer.status_code for answer in answers].index(303)]
        assert taken.by_id == first.user_id
        assert taken.by.full_name in late.text
        with app.test_request_context():
            assert moment_words(taken.at) in late.text


@pytest.mark.parametrize("act", ["ownership", "writing", "info-request"])
def test_nobody_acts_on_a_question_that_leaves_the_desk_at_that_moment(
    app, questions, cast, act
) -> None:
    asked, assistant = questions.taken(), cast.assistant("shtt")
    moderator_id = cast.moderator().user_id

    with ThreadPoolExecutor() as threads, app.app_context():
        question, moderator = the_question(asked), db.session.get_one(User, moderator_id)
        acts.alone(question)
        late = threads.submit(assistant.post, f"desk/{asked.number}/{act}", {"message": WHY})
        until_one_waits(late)
        offering.move(question, department_of("vt"), reason=WHY, by=moderator, at=now())
        db.session.commit()

    assert late.result().status_code == 404
    with app.app_context():
        question = the_question(asked)
        assert question.department.code == "vt"
        assert (question.is_owned, question.info_requests) == (False, [])
        assert db.session.query(DraftLock).count() == 0


def second_deputy(app) -> int:
    """Another deputy head of the same department; gives the account's id."""
    with app.app_context():
        user = inviting.account("deputy-2.shtt@example.org", "Mai Thị Phó", at=now())
        department = db.session.query(Department).filter_by(code="shtt").one()
        db.session.add(Member(department=department, user=user, post="deputy"))
        db.session.commit()
        return user.id


def test_questions_that_come_in_together_have_distinct_numbers(app, cast, things, fields) -> None:
    browsers = [cast.delegate(things.registration()) for _ in range(TOGETHER)]

    answers = at_once(
        [lambda browser=browser: browser.post("questions/new", fields()) for browser in browsers]
    )

    assert {answer.status_code for answer in answers} == {303}
    with app.app_context():
        numbers = sorted(question.number for question in db.session.query(Question))
    assert numbers == list(range(1, TOGETHER + 1))


def test_one_person_cannot_ask_more_by_asking_at_once(app, cast, things, fields) -> None:
    registration_id = things.registration()
    browsers = [cast.delegate(registration_id) for _ in range(8)]

    answers = at_once(
        [lambda browser=browser: browser.post("questions/new", fields()) for browser in browsers]
    )

    assert sorted(answer.status_code for answer in answers) == [303] * 5 + [429] * 3


def test_one_form_sent_by_two_threads_counts_once(app, cast, things, fields) -> None:
    registration_id, form = things.registration(), fields()
    browsers = [cast.delegate(registration_id) for _ in range(4)]

    answers = at_once(
        [lambda browser=browser: browser.post("questions/new", form) for browser in browsers]
    )

    assert {answer.location for answer in answers} == {"/tap-huan-13-11-2025/questions/1"}


def test_two_who_save_at_once_do_not_lose_a_text(app, questions, cast, sheet) -> None:
    asked = questions.taken()
    writers = [cast.assistant("shtt"), cast.head("shtt")]

    answers = at_once(
        [
            lambda writer=writer, text=text: writer.post(
                f"desk/{asked.number}/answer", sheet(text=text)
            )
            for writer, text in zip(writers, ("Văn bản một", "Văn bản hai"), strict=True)
        ]
    )

    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [303, 409]
    [stale] = [answer.text for answer in answers if answer.status_code == 409]
    assert "Văn bản một" in stale
    assert "Văn bản hai" in stale
