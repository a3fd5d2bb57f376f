"""Who may see which question, and who may enter which page."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from confapp.database import db
from confapp.people.models import User
from confapp.questions import policy
from confapp.questions.models import Question
from tests.cast import the_event

STATES = ("waiting", "asked", "taken", "drafted", "submitted", "approved", "published")
PEOPLE = (
    "stranger",
    "asker",
    "another",
    "assistant",
    "head",
    "other_head",
    "moderator",
    "organiser",
)


@pytest.fixture
def asker_id(things):
    """The registration of who asked all the questions."""
    return things.registration("Nguyễn Văn An")


@pytest.fixture
def browsers(cast, things, stranger, asker_id, made):
    """A browser for each kind of person, after all invitations: one more would sign them out."""
    return {
        "stranger": stranger,
        "asker": cast.delegate(asker_id),
        "another": cast.delegate(things.registration("Trần Thị Khác")),
        "assistant": cast.assistant("shtt"),
        "head": cast.head("shtt"),
        "other_head": cast.head("pc"),
        "moderator": cast.moderator(),
        "organiser": cast.organiser(),
    }


@pytest.fixture
def made(app, questions, asker_id):
    """A question in each state, all by one asker, slowly enough to be accepted."""
    made = {}
    for state in STATES:
        made[state] = getattr(questions, state)(f"Câu hỏi ở trạng thái {state}", asker_id=asker_id)
        app.config["CLOCK_OFFSET"] += timedelta(seconds=90)
    return made


SEES = {
    "stranger": "published",
    "asker": " ".join(STATES),
    "another": "published",
    "assistant": " ".join(STATES[1:]),
    "head": " ".join(STATES[1:]),
    "other_head": "published",
    "moderator": " ".join(STATES),
    "organiser": " ".join(STATES),
}


@pytest.mark.parametrize("person", PEOPLE)
def test_the_predicate_the_page_and_the_search_agree(app, browsers, made, person) -> None:
    browser = browsers[person]
    expected = [made[state].number for state in SEES[person].split()]

    with app.app_context():
        user = db.session.get(User, browser.user_id) if browser.user_id else None
        visible = sa.select(Question.number).where(policy.visible_to(user, the_event()))
        assert db.session.scalars(visible.order_by(Question.number)).all() == expected
    pages = [
        one.number
        for one in made.values()
        if browser.get(f"questions/{one.number}").status_code == 200
    ]
    assert pages == expected
    for path in ("questions?q=trang+thai", "questions?q=trang+thai&domain=shtt"):
        page = browser.get(path).text
        listed = [one.number for one in made.values() if f'/questions/{one.number}"' in page]
        assert listed == [made["published"].number]


# fmt: off
TABLE = [
    # who: stranger, asker, another delegate, assistant, head, other head, moderator, organiser
    ("questions",                         200, 200, 200, 200, 200, 200, 200, 200),
    ("questions/new",                     200, 200, 200, 200, 200, 200, 200, 200),
    ("questions/new/suggestion",          302, 200, 200, 403, 403, 403, 403, 403),
    ("questions/{waiting}",               404, 200, 404, 404, 404, 404, 200, 200),
    ("questions/{drafted}",               404, 200, 404, 200, 200, 404, 200, 200),
    ("questions/{drafted}/live",          404, 200, 404, 200, 200, 404, 200, 200),
    ("questions/{published}",             200, 200, 200, 200, 200, 200, 200, 200),
    ("questions/{published}/live",        404, 200, 404, 200, 200, 404, 200, 200),
    ("questions/99",                      404, 404, 404, 404, 404, 404, 404, 404),
    ("questions/99999999999999999999",    404, 404, 404, 404, 404, 404, 404, 404),
    ("questions/{published}/versions/1",  200, 200, 200, 200, 200, 200, 200, 200),
    ("questions/{approved}/versions/1",   404, 404, 404, 404, 404, 404, 404, 404),
    ("legal",                             302, 403, 403, 403, 403, 403, 403, 403),
    ("legal/{submitted}",                 302, 403, 403, 403, 403, 403, 403, 403),
    ("desk",                              302, 403, 403, 200, 200, 200, 403, 200),
    ("desk/sections/taken",               302, 403, 403, 200, 200, 200, 403, 200),
    ("desk/{waiting}",                    302, 403, 403, 404, 404, 404, 403, 404),
    ("desk/{drafted}",                    302, 403, 403, 200, 200, 404, 403, 200),
    ("desk/{drafted}/saved",              302, 403, 403, 200, 200, 404, 403, 200),
    ("POST questions/new",                403, 422, 422, 403, 403, 403, 403, 403),
    ("POST questions/{waiting}/offer",    403, 403, 403, 403, 403, 403, 404, 404),
    ("POST desk/{asked}/ownership",       403, 403, 403, 303, 409, 404, 403, 403),
    ("POST desk/{taken}/answer",          403, 403, 403, 303, 409, 404, 403, 403),
    ("POST desk/{taken}/preview",         403, 403, 403, 200, 200, 404, 403, 403),
    ("POST desk/{taken}/writing",         403, 403, 403, 200, 200, 404, 403, 403),
    ("POST desk/{published}/correction",  403, 403, 403, 422, 422, 404, 403, 403),
    ("POST desk/{published}/correction/drop", 403, 403, 403, 409, 409, 404, 403, 403),
    ("POST desk/{published}/retraction",  403, 403, 403, 403, 422, 404, 403, 422),
    ("POST legal/{submitted}/reading",    403, 403, 403, 403, 403, 403, 403, 403),
    ("POST desk/{submitted}/return",      403, 403, 403, 403, 422, 404, 403, 403),
    ("POST desk/{submitted}/approval",    403, 403, 403, 403, 409, 404, 403, 403),
    ("POST desk/{drafted}/publication",   403, 403, 403, 403, 409, 404, 403, 409),
    ("POST desk/{submitted}/take-back",   403, 403, 403, 303, 403, 404, 403, 403),
]
# fmt: on


def test_each_door_opens_to_whom_it_should(browsers, made) -> None:
    numbers = {state: one.number for state, one in made.items()}
    found = []
    for path, *_expected in TABLE:
        address = path.removeprefix("POST ").format(**numbers)
        answers = []
        for person in PEOPLE:
            browser = browsers[person]
            visit = browser.post if path.startswith("POST") else browser.get
            answers.append(visit(address).status_code)
        found.append((path, *answers))

    assert found == TABLE


def test_an_answer_that_is_not_published_is_read_by_nobody_else(browsers, made) -> None:
    for state in ("drafted", "submitted", "approved"):
        for person in ("asker", "moderator"):
            page = browsers[person].get(f"questions/{made[state].number}").text
            assert "rà soát hồ sơ" not in page
    page = browsers["stranger"].get(f"questions/{made['published'].number}").text
    assert "rà soát hồ sơ" in page


def test_the_name_is_shown_only_to_those_who_may_know(questions, cast, stranger) -> None:
    hidden = questions.published("Câu hỏi không hiện tên người hỏi", full_name="Đỗ Thị Kín")
    shown = questions.published(
        "Câu hỏi có hiện tên người hỏi", full_name="Bùi Văn Tỏ", shows_name=True
    )
    people = {
        "stranger": (stranger, False),
        "head": (cast.head("shtt"), False),
        "asker": (cast.delegate(hidden.asker_id), True),
        "moderator": (cast.moderator(), True),
    }

    for browser, knows in people.values():
        page = browser.get(f"questions/{hidden.number}").text
        assert ("Ông Đỗ Thị Kín" in page) == knows
        assert "Tỉnh Lâm Đồng" in page
        assert "Ông Bùi Văn Tỏ" in browser.get(f"questions/{shown.number}").text
    listed = stranger.get("questions").text
    assert "Bùi Văn Tỏ" in listed
    assert "Đỗ Thị Kín" not in listed
    assert "Đỗ Thị Kín" not in people["head"][0].get(f"desk/{hidden.number}").text


def test_a_question_of_another_event_is_not_found_under_this_one(
    app, questions, stranger, other_event_id
) -> None:
    asked = questions.published()
    with app.app_context():
        question = db.session.get_one(Question, asked.id)
        question.event_id, question.number = other_event_id, 77
        db.session.commit()

    assert stranger.get("questions/77").status_code == 404
    assert stranger.get("/hoi-nghi-khac/questions/77").status_code == 200


def test_who_sees_a_hidden_name_is_told_that_others_do_not(questions, cast) -> None:
    hidden, shown = questions.asked(), questions.asked(shows_name=True)
    moderator, head = cast.moderator(), cast.head("shtt")
    said = "name not shown to others"

    assert said in moderator.get(f"moderate/questions/{hidden.number}?lang=en").text
    assert said not in moderator.get(f"moderate/questions/{shown.number}?lang=en").text
    assert said not in head.get(f"desk/{hidden.number}?lang=en").text
