"""What was handed in can be taken back until it is published."""

import pytest

from confapp.database import db
from confapp.questions.models import Answer, Approval
from tests.questions.conftest import the_question

BASE = "/tap-huan-13-11-2025"
WHY = {"reason": "Có văn bản mới cần bổ sung."}


def test_who_handed_it_in_takes_it_back_unapproved(app, questions, cast, sheet) -> None:
    asked, assistant = questions.submitted(), cast.assistant("shtt")
    assert f"/desk/{asked.number}/take-back" in assistant.get(f"desk/{asked.number}").text

    answer = assistant.post(f"desk/{asked.number}/take-back")

    assert (answer.status_code, answer.location) == (303, f"{BASE}/desk/{asked.number}")
    with app.app_context():
        assert the_question(asked).answer.is_draft
    again = sheet(saves="1", text="Nội dung sửa lại")
    assert assistant.post(f"desk/{asked.number}/answer", again).status_code == 303


def test_an_approved_answer_is_taken_back_with_a_reason(app, questions, cast) -> None:
    asked, assistant = questions.approved(), cast.assistant("shtt")
    assert assistant.post(f"desk/{asked.number}/take-back").status_code == 422

    assert assistant.post(f"desk/{asked.number}/take-back", WHY).status_code == 303

    page = assistant.get(f"desk/{asked.number}").text
    assert WHY["reason"] in page
    with app.app_context():
        answer = the_question(asked).answer
        assert (answer.is_draft, answer.approval) == (True, None)
        # That it was approved once is a fact that stays.
        assert len(db.session.query(Approval).all()) == 1


@pytest.mark.parametrize(("state", "status"), [("drafted", 403), ("published", 409)])
def test_neither_a_draft_nor_what_is_published(questions, cast, state, status) -> None:
    asked = getattr(questions, state)()

    found = cast.assistant("shtt").post(f"desk/{asked.number}/take-back", WHY)

    assert found.status_code == status


def test_nobody_else_takes_it_back(app, questions, cast, stranger) -> None:
    asked, untouched = questions.submitted(), questions.taken()

    for browser, status in (
        (stranger, 403),
        (cast.delegate(asked.asker_id), 403),
        (cast.moderator(), 403),
        (cast.organiser(), 403),
        (cast.head("pc"), 404),
        (cast.head("shtt"), 403),
    ):
        assert browser.post(f"desk/{asked.number}/take-back", WHY).status_code == status
    assert cast.head("shtt").post(f"desk/{untouched.number}/take-back").status_code == 404
    with app.app_context():
        assert not db.session.query(Answer).one().is_draft
