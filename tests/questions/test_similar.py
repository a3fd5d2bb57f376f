"""Questions like the one being typed, and standing behind them."""

from urllib.parse import quote

import pytest

from confapp.database import db
from confapp.events.models import Event
from confapp.questions import similar
from confapp.questions.models import Question, Support
from tests.cast import the_event
from tests.questions.making import TEXT
from tests.questions.test_races import at_once

PLAIN = "so co duoc uy quyen cho cap phong tiep nhan ho so khong"
MARKER = "Hạn ngạch hồ sơ của cấp phòng tiếp nhận theo ủy quyền"


def typed(browser, text: str):
    return browser.get("questions/new/similar", headers={"Question-Text": quote(text)})


@pytest.fixture
def an(things, cast):
    return cast.delegate(things.registration("Nguyễn Văn An"))


def test_a_published_question_is_found_without_marks(questions, an) -> None:
    published = questions.published()

    page = typed(an, PLAIN)

    assert page.status_code == 200
    assert TEXT in page.text
    assert f'numbers="{published.number}"' in page.text


def test_what_is_about_something_else_is_not_found(questions, an) -> None:
    questions.published()

    page = typed(an, "Bao giờ địa phương được cấp phép sử dụng tần số vô tuyến điện nghiệp dư?")

    assert 'numbers=""' in page.text
    assert TEXT not in page.text


@pytest.mark.parametrize("made", ["sent", "asked", "taken", "drafted", "submitted", "approved"])
def test_words_that_are_not_published_are_shown_to_nobody_who_types_the_same(
    questions, an, made
) -> None:
    getattr(questions, made)(f"{MARKER}?")

    page = typed(an, MARKER)

    assert page.status_code == 200
    assert "Hạn ngạch" not in page.text
    assert 'numbers=""' in page.text


def test_which_similar_ones_were_seen_is_kept_with_the_question(app, questions, an, fields) -> None:
    questions.published()
    shown = {"1,5": [1, 5], "none": [], "": None, "x,1": [1], "9999999": None}

    for told in shown:
        an.post("questions/new", fields(similar_shown=told))

    with app.app_context():
        asked = db.session.query(Question).order_by(Question.number).offset(1)
        assert [one.similar_shown for one in asked] == list(shown.values())


def test_a_delegate_stands_behind_a_question_once_and_takes_it_back(app, questions, an) -> None:
    path = f"questions/{questions.published().number}/support"

    first, second = an.post(path), an.post(path)
    with app.app_context():
        assert db.session.query(Support).count() == 1
    back = an.post(f"{path}/removal")

    assert {one.status_code for one in (first, second, back)} == {303}
    with app.app_context():
        assert db.session.query(Support).count() == 0


def test_twenty_presses_at_the_same_moment_count_once(app, questions, things, cast) -> None:
    path = f"questions/{questions.published().number}/support"
    registration_id = things.registration()
    browsers = [cast.delegate(registration_id) for _ in range(20)]

    answers = at_once([lambda one=one: one.post(path) for one in browsers])

    assert {answer.status_code for answer in answers} == {303}
    with app.app_context():
        assert db.session.query(Support).count() == 1


def test_one_does_not_stand_behind_ones_own_question(app, questions, cast) -> None:
    published = questions.published()

    answer = cast.delegate(published.asker_id).post(f"questions/{published.number}/support")

    assert answer.status_code == 409
    assert "đã được tính" in answer.text


def test_only_delegates_stand_behind_what_everybody_may_read(
    app, questions, cast, stranger, an
) -> None:
    published, hidden = questions.published(), questions.taken()
    path = f"questions/{published.number}/support"

    assert stranger.post(path).status_code == 403
    assert cast.moderator().post(path).status_code == 403
    assert an.post(f"questions/{hidden.number}/support").status_code == 404
    assert an.post("questions/999/support").status_code == 404
    with app.app_context():
        assert db.session.query(Support).count() == 0


def test_the_same_number_of_statements_finds_one_and_three(app, questions, statements) -> None:
    def run() -> int:
        with app.app_context():
            event: Event = the_event()
            similar.like(TEXT, event)
            statements.clear()
            assert similar.like(TEXT, event)
            return len(statements)

    questions.published()
    with_one = run()
    for _ in range(3):
        questions.published()

    assert run() == with_one
