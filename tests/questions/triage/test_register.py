"""The register of all questions, and everything about one of them."""

import re
from io import BytesIO

import openpyxl
import pytest

from confapp.clock import now
from confapp.database import db
from confapp.questions import wording
from confapp.questions.triage import register
from confapp.questions.triage.register import Choice
from tests.cast import the_event
from tests.questions.conftest import the_question
from tests.questions.triage.moderating import OTHER, REASON, sent


def numbers_in(page: str) -> list[int]:
    return [int(found) for found in re.findall(r'question-number">HĐ-(\d+)</td>', page)]


def test_the_register_finds_without_marks_and_narrows(questions, cast) -> None:
    first, second = questions.sent(OTHER), questions.taken()
    third = questions.waiting()
    moderator = cast.moderator()

    def found(query: str) -> list[int]:
        return numbers_in(moderator.get(f"moderate/questions?{query}").text)

    assert found("") == [third.number, second.number, first.number]
    assert found("q=kinh+phi+tap+huan") == [first.number]
    assert found("state=taken") == [second.number]
    assert found("domain=bcvt") == [third.number]
    assert found("department=shtt") == [second.number]
    assert found("channel=slip") == []
    assert found("order=number") == [first.number, second.number, third.number]
    assert found("state=nonsense&channel=nonsense&order=nonsense&page=99") == [1, 2, 3]


def test_overdue_is_what_a_department_owes_and_nobody_pauses(app, questions, cast, clock) -> None:
    owed, paused, published = questions.taken(), questions.taken(), questions.published()
    sent(cast.moderator(), "ask_back", paused)
    with app.app_context():
        for asked in (owed, paused, published):
            offer = the_question(asked).offer
            offer.due_at = now()
        db.session.commit()
    at = clock(9, 20)

    with app.app_context():
        late = db.session.scalars(register.listed(the_event(), Choice(overdue="yes"), at=at)).all()
        assert [question.id for question in late] == [owed.id]
        assert [
            register.is_overdue(the_question(one), at=at) for one in (owed, paused, published)
        ] == [True, False, False]


def test_the_file_holds_what_the_list_shows_without_names(questions, cast) -> None:
    questions.sent(OTHER, full_name="Trần Văn Kín")
    questions.sent()
    moderator = cast.moderator()

    sheet = openpyxl.load_workbook(
        BytesIO(moderator.get("moderate/questions.xlsx?q=kinh+phi").data)
    ).active
    text = moderator.get("moderate/questions.csv?q=kinh+phi").text

    rows = list(sheet.iter_rows(values_only=True))
    assert [row[:2] for row in rows[1:]] == [("HĐ-0001", OTHER)]
    assert OTHER in text
    assert "Kín" not in text


def test_an_empty_register_says_so(cast) -> None:
    moderator = cast.moderator()

    assert 'class="empty"' in moderator.get("moderate/questions").text
    assert 'class="empty"' in moderator.get("moderate/questions?q=x").text


def test_the_page_of_a_question_tells_all_that_happened(app, questions, cast) -> None:
    target, asked, moderator = questions.sent(OTHER), questions.asked(), cast.moderator()
    with app.app_context():
        question = the_question(asked)
        wording.change(
            question, text="Câu hỏi được viết lại cho rõ?", by=question.asker.user, at=now()
        )
        db.session.commit()
    sent(moderator, "merge", asked, other=target)

    page = moderator.get(f"moderate/questions/{asked.number}").text
    of_target = moderator.get(f"moderate/questions/{target.number}").text

    assert "Lê Quang Huy" in page
    assert REASON in page
    assert "Sở có được ủy quyền" in page
    assert "Cục Sở hữu trí tuệ" in page
    assert f"HĐ-{asked.number:04d}" in of_target


def test_no_act_is_shown_once_the_answer_is_published(questions, cast) -> None:
    asked = questions.published()

    page = cast.organiser().get(f"moderate/questions/{asked.number}").text

    assert 'class="act"' not in page


@pytest.mark.parametrize("path", ["moderate/questions", "organise/questions"])
def test_the_register_and_the_rules_are_closed_to_delegates(questions, cast, path) -> None:
    asked = questions.sent()

    assert cast.delegate(asked.asker_id).get(path).status_code == 403
