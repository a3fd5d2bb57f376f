"""What an attacker tried on questions, and what it comes to."""

from io import BytesIO

import pytest
import sqlalchemy as sa

from confapp.clock import now
from confapp.database import db
from confapp.questions import splitting
from confapp.questions.models import Question
from tests.cast import SLUG
from tests.questions.conftest import the_question, the_user
from tests.questions.making import department_of
from tests.questions.rule_book import ANOTHER, WORDS


def test_a_split_sent_twice_makes_one_second_question(app, questions, cast) -> None:
    asked, moderator = questions.taken(), cast.moderator()

    for _twice in range(2):
        with app.app_context():
            question = the_question(asked)
            splitting.split(
                question,
                text=WORDS,
                department=question.department,
                other_text=ANOTHER,
                other_department=department_of("vt"),
                by=the_user(moderator),
                at=now(),
            )
            db.session.commit()

    with app.app_context():
        texts = db.session.scalars(sa.select(Question.text).order_by(Question.number)).all()
        assert texts == [WORDS, ANOTHER]


@pytest.mark.parametrize("act", ["move", "ask_back", "reopen", "unmerge", "rejoin"])
def test_what_has_no_way_back_is_refused_with_a_sentence(questions, cast, act) -> None:
    asked = questions.taken()

    answer = cast.moderator().post(f"moderate/undo?lang=en&act={act}&number={asked.number}")

    assert answer.status_code == 409
    assert "This act cannot be undone." in answer.text


def test_a_number_of_thousands_of_digits_is_no_similar_question(things, cast, fields) -> None:
    an = cast.delegate(things.registration())

    answer = an.post("questions/new", fields(similar_shown="9" * 5000))

    assert answer.status_code == 303


def test_a_due_time_in_a_year_of_no_calendar_is_refused_at_the_field(questions, cast) -> None:
    asked = questions.waiting()
    sent = {"offer-department": "vt", "offer-due_at": "0001-01-01T00:00"}

    answer = cast.moderator().post(f"moderate/questions/{asked.number}/offer", sent)

    assert answer.status_code == 422


def test_the_legal_reviewer_reads_no_draft_that_was_not_handed_in(questions, cast, sheet) -> None:
    asked, legal = questions.taken(), cast.legal()
    assistant, path = cast.assistant("shtt"), f"desk/{asked.number}/answer"
    assistant.post(path, sheet(kind="gap", text="Bản đã trình", hand_in="1"))
    back = {"saves": "1", "remark": "Đề nghị nêu rõ căn cứ.", "send_back": "1"}
    assert legal.post(f"legal/{asked.number}/reading", back).status_code == 303
    assistant.post(path, sheet(kind="gap", text="Bản nháp chưa trình", saves="1"))

    page = legal.get(f"legal/{asked.number}").text

    assert "Đề nghị nêu rõ căn cứ." in page
    assert "Bản nháp chưa trình" not in page


@pytest.mark.parametrize("named", [{"merge-picked": "9" * 5000}, {"merge-words": "x" * 60_000}])
def test_what_is_far_too_long_names_no_question_to_merge_into(questions, cast, named) -> None:
    asked = questions.waiting()
    sent = named | {"merge-reason": WORDS}

    answer = cast.moderator().post(f"moderate/questions/{asked.number}/merging", sent)

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "written", ["_scheme=javascript", "_anchor=x", "endpoint=x", "event_slug=another"]
)
def test_the_register_hands_on_only_what_it_is_asked_for(questions, cast, written) -> None:
    questions.taken()

    page = cast.moderator().get(f"moderate/questions?state=taken&{written}").text

    assert f'href="/{SLUG}/moderate/questions.xlsx?state=taken"' in page
    assert f'href="/{SLUG}/moderate/questions?state=taken&amp;order=number"' in page


@pytest.mark.parametrize("name", ["text", "document", "similar_shown", "submission_id"])
def test_a_file_in_the_place_of_a_text_is_no_text(things, cast, fields, name) -> None:
    an, sent = cast.delegate(things.registration()), fields()
    sent[name] = (BytesIO(b"a file"), "a.txt")

    assert an.post("questions/new", sent).status_code == (422 if name == "text" else 303)


def test_a_password_that_is_a_file_signs_nobody_in(stranger) -> None:
    sent = {"email": "an@example.org", "password": (BytesIO(b"a file"), "a.txt")}

    assert stranger.post("/sign-in", sent).status_code == 422
