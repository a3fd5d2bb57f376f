"""A department gives a question back with a reason, or asks whoever asked it."""

import pytest
import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.clock import now
from confapp.database import db
from confapp.questions import offering, states
from confapp.questions.intake import Intake, intake
from confapp.questions.models import InfoRequest, Notice, Offer
from confapp.questions.states import Place
from tests.questions.conftest import the_question, the_user
from tests.questions.making import department_of

BASE = "/tap-huan-13-11-2025"
WHY = "Nội dung này thuộc thẩm quyền của Vụ Pháp chế."
MESSAGE = "Đề nghị nêu rõ loại hồ sơ và ngày nộp hồ sơ."


def returned(**told: str) -> dict[str, str]:
    return {"reason_code": "another_department", "named": "pc", "reason": WHY} | told


def state_of(app, asked) -> Intake:
    with app.app_context():
        return intake(the_question(asked))


@pytest.mark.parametrize("post", ["head", "deputy", "assistant"])
def test_a_department_gives_a_question_back_and_names_the_right_one(
    app, questions, cast, post
) -> None:
    asked = questions.asked()
    member = getattr(cast, post)("shtt")
    assert member.get(f"desk/{asked.number}/offer/return").status_code == 200

    answer = member.post(f"desk/{asked.number}/offer/return", returned())

    assert (answer.status_code, answer.location) == (303, f"{BASE}/desk?department=shtt")
    assert state_of(app, asked) is Intake.ACCEPTED
    with app.app_context():
        [offer] = db.session.scalars(sa.select(Offer))
        told = (offer.ending, offer.reason_code, offer.reason, offer.named_department.code)
        assert told == ("returned", "another_department", WHY, "pc")
        assert offer.ended_by_id == member.user_id
        assert "returned" in db.session.scalars(sa.select(Notice.news)).all()


def test_the_next_department_reads_why_it_was_given_back(app, questions, cast) -> None:
    asked = questions.asked()
    cast.head("shtt").post(f"desk/{asked.number}/offer/return", returned())
    moderator = cast.moderator()
    with app.app_context():
        question = the_question(asked)
        offering.offer(question, department_of("pc"), by=the_user(moderator), at=now())
        db.session.commit()

    page = cast.head("pc").get("desk").text

    assert WHY in page
    assert f"/desk/{asked.number}/ownership" in page


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"reason_code": ""}, "reason_code"),
        ({"reason_code": "laziness"}, "reason_code"),
        ({"named": ""}, "named"),
        ({"named": "shtt"}, "named"),
        ({"named": "nowhere"}, "named"),
        ({"reason": ""}, "reason"),
        ({"reason": "quá ngắn"}, "reason"),
        ({"reason": "dài " * 300}, "reason"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(
    app, questions, cast, told, field
) -> None:
    asked = questions.asked()

    answer = cast.head("shtt").post(f"desk/{asked.number}/offer/return", returned(**told))

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert returned(**told)["reason"].strip() in answer.text
    assert state_of(app, asked) is Intake.OFFERED


def test_other_reasons_need_no_department(app, questions, cast) -> None:
    asked = questions.asked()

    sent = returned(reason_code="not_enough", named="")
    answer = cast.assistant("shtt").post(f"desk/{asked.number}/offer/return", sent)

    assert answer.status_code == 303
    assert state_of(app, asked) is Intake.ACCEPTED


def test_what_was_taken_or_given_back_is_not_given_back(app, questions, cast) -> None:
    taken, back = questions.taken(), questions.asked()
    head = cast.head("shtt")
    head.post(f"desk/{back.number}/offer/return", returned())

    assert head.get(f"desk/{taken.number}/offer/return").status_code == 409
    assert head.post(f"desk/{taken.number}/offer/return", returned()).status_code == 409
    assert head.post(f"desk/{back.number}/offer/return", returned()).status_code == 404
    assert state_of(app, taken) is Intake.OWNED


@pytest.mark.parametrize("state", ["taken", "drafted", "asked"])
def test_the_owner_asks_the_asker_and_the_clock_stands_still(app, questions, cast, state) -> None:
    asked = getattr(questions, state)()
    assistant = cast.assistant("shtt")
    may = state != "asked"

    answer = assistant.post(f"desk/{asked.number}/info-request", {"message": MESSAGE})

    assert answer.status_code == (303 if may else 403)
    with app.app_context():
        question = the_question(asked)
        assert (states.place(question) is Place.NEEDS_INFORMATION) is may
        entries = db.session.scalars(sa.select(AuditEntry).filter_by(act="ask back")).all()
        assert [(one.user_id, one.details["message"]) for one in entries] == (
            [(assistant.user_id, MESSAGE)] if may else []
        )


@pytest.mark.parametrize("message", ["", "   ", "ngắn quá", "dài " * 300])
def test_a_message_says_enough_and_what_was_typed_stays(app, questions, cast, message) -> None:
    asked = questions.taken()

    answer = cast.head("shtt").post(f"desk/{asked.number}/info-request", {"message": message})

    assert answer.status_code == 422
    assert 'id="message-error"' in answer.text
    assert message.strip() in answer.text
    with app.app_context():
        assert db.session.scalars(sa.select(InfoRequest)).all() == []


def test_who_was_asked_is_not_asked_twice_and_not_while_the_head_reads(questions, cast) -> None:
    asked, in_review = questions.taken(), questions.submitted()
    head, sent = cast.head("shtt"), {"message": MESSAGE}

    answers = [head.post(f"desk/{asked.number}/info-request", sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 409]
    assert head.post(f"desk/{in_review.number}/info-request", sent).status_code == 409
    assert head.get(f"desk/{asked.number}/info-request").status_code == 409


@pytest.mark.parametrize("path", ["offer/return", "info-request"])
def test_nobody_else_reaches_these_pages(questions, cast, things, stranger, path) -> None:
    asked = questions.asked() if path == "offer/return" else questions.taken()
    page = f"desk/{asked.number}/{path}"
    delegate = cast.delegate(things.registration())

    assert (stranger.get(page).status_code, stranger.post(page).status_code) == (302, 403)
    assert delegate.get(page).status_code == delegate.post(page).status_code == 403
    assert cast.head("pc").get(page).status_code == cast.head("pc").post(page).status_code == 404
    assert cast.head("shtt").get(f"desk/99/{path}").status_code == 404
    assert cast.head("shtt").get(f"/hoi-nghi-khac/desk/1/{path}").status_code == 404
