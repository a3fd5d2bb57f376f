"""What somebody may not see is in no answer of the program to them, whatever they ask for."""

from datetime import timedelta
from io import BytesIO
from itertools import product
from urllib.parse import quote

import pypdfium2
import pytest
from flask import Flask, url_for
from werkzeug.routing import BuildError, Rule

from confapp.clock import now
from confapp.database import db
from confapp.people.models import User
from confapp.questions import clarifying, correcting, ending, merging, wording
from confapp.questions.models import Question
from tests.cast import SLUG, Browser
from tests.questions.conftest import the_question
from tests.questions.making import Asked, draft

MARKER = "zzkinzz"
HIDDEN = f"Câu hỏi chưa công bố về hồ sơ {MARKER} của Sở"
ANSWER = f"Căn cứ Điều 4, hồ sơ {MARKER} do Sở giải quyết."
OPEN, OPEN_ANSWER = "Câu hỏi đã công bố về hồ sơ của Sở", "Căn cứ Điều 4, do Sở giải quyết."
REASON = f"Lý do nội bộ {MARKER} của đơn vị"
WORDS = {"section": ["offered", "published"], "version": [1, 2], "act": ["approved"]}
STAFF = ("clerk", "legal", "desk", "screen")
SEARCHES = ("", "?q=ho+so", "?q=HD-1", "?mine=1", "?domain=shtt")


@pytest.fixture
def numbers(app, questions, things, cast) -> list[int]:
    """Questions of every kind that hide something; the numbers of all."""
    asker_id = things.registration(f"Nguyễn {MARKER}")
    of = {"text": HIDDEN, "asker_id": asker_id, "answer": ANSWER}
    plain = {key: of[key] for key in ("text", "asker_id")}
    made = [questions.sent(**plain)]
    makers = [questions.asked, questions.taken]
    made += [_later(app, maker, plain) for maker in makers]
    full = [questions.drafted, questions.submitted, questions.approved]
    made += [_later(app, maker, of) for maker in full]
    is_open = {**of, "text": OPEN, "answer": OPEN_ANSWER}
    made.append(_later(app, questions.published, is_open))
    _begin_and_drop(app, cast, made[-1])
    ends = [_later(app, questions.sent, plain) for _end in range(4)]
    retracted = _later(app, questions.published, {**of, "text": OPEN})
    corrected = _later(app, questions.published, is_open)
    _change(app, cast, [*ends, retracted, corrected])
    return [one.number for one in (*made, *ends, retracted, corrected)]


@pytest.fixture
def browser_of(cast, things, stranger):
    others = {
        "stranger": lambda: stranger,
        "another": lambda: cast.delegate(things.registration("Trần Thị Khác")),
        "other_head": lambda: cast.head("pc"),
    }
    return lambda person: (others.get(person) or getattr(cast, person))()


@pytest.mark.parametrize("person", ["stranger", "another", "other_head", "desk", "screen"])
def test_the_marker_is_in_no_answer_to_who_may_not_see_it(app, browser_of, numbers, person) -> None:
    visited, leaks = _visit_all(app, browser_of(person), numbers)

    # At the check-in desk names are read aloud: they may see who is registered, and no question.
    assert [path for path in leaks if not (person == "desk" and "/checkin" in path)] == []
    assert len(visited) > 35


@pytest.mark.parametrize("person", ["stranger", "another", "other_head", *STAFF])
def test_no_form_that_comes_back_empty_holds_the_marker(app, browser_of, numbers, person) -> None:
    browser = browser_of(person)

    answers = {path: browser.post(path) for path in _acts(app, numbers)}

    found = [path for path, answer in answers.items() if MARKER in answer.text]
    # The clerk has the asker on the telephone who was asked back.
    waiting = [f"/{SLUG}/clerk/waiting/{number}" for number in numbers if person == "clerk"]
    assert [path for path in found if path not in waiting[-3:-2]] == []
    assert len(answers) > 200


def test_who_may_see_it_finds_it(app, cast, numbers) -> None:
    _visited, found = _visit_all(app, cast.moderator(), numbers)

    for number in numbers:
        assert f"/{SLUG}/moderate/questions/{number}" in found


def _visit_all(app: Flask, browser: Browser, numbers: list[int]) -> tuple[list[str], list[str]]:
    """Every address that answers 200, and those among them whose answer holds the marker."""
    visited, found = [], []
    for path in _addresses(app, numbers):
        typed = {"Question-Text": quote(OPEN)}
        answer = browser.get(path, headers=typed)
        if answer.status_code == 200:
            visited.append(path)
        if MARKER in _words(answer.data, answer.mimetype):
            found.append(path)
    return visited, found


def _addresses(app: Flask, numbers: list[int]) -> list[str]:
    with app.test_request_context():
        rules = [one for one in app.url_map.iter_rules() if _is_page(one)]
        paths = {path for rule in rules for path in _filled_in(rule, numbers)}
    searched = [f"/{SLUG}/questions", f"/{SLUG}/desk", f"/{SLUG}/live", f"/{SLUG}/handbook"]
    return sorted(paths | {path + search for path in searched for search in SEARCHES})


def _acts(app: Flask, numbers: list[int]) -> list[str]:
    """Every address to which a form about one of the questions is sent."""
    with app.test_request_context():
        rules = [one for one in app.url_map.iter_rules() if "POST" in (one.methods or ())]
        of_questions = [one for one in rules if "number" in one.arguments]
        return sorted(path for rule in of_questions for path in _filled_in(rule, numbers))


def _is_page(rule: Rule) -> bool:
    is_file = rule.endpoint == "static" or "filename" in rule.arguments
    signs_out = "sign_out" in rule.endpoint
    return "GET" in (rule.methods or ()) and not is_file and not signs_out


def _filled_in(rule: Rule, numbers: list[int]) -> list[str]:
    values = {
        name: {"event_slug": [SLUG], "number": numbers}.get(name, WORDS.get(name, [1]))
        for name in rule.arguments
    }
    paths = []
    for chosen in product(*values.values()):
        try:
            paths.append(url_for(rule.endpoint, **dict(zip(values, chosen, strict=True))))
        except BuildError:
            paths.append("/")
    return paths


def _words(content: bytes, mimetype: str) -> str:
    if mimetype != "application/pdf":
        return content.decode(errors="ignore")
    pages = pypdfium2.PdfDocument(BytesIO(content))
    return "".join(page.get_textpage().get_text_bounded() for page in pages)


def _later(app: Flask, make, told) -> Asked:
    app.config["CLOCK_OFFSET"] += timedelta(seconds=90)
    return make(**told)


def _change(app: Flask, cast, asked: list[Asked]) -> None:
    """Bring the ends about, retract one answer, and begin to correct another."""
    ids = cast.moderator().user_id, cast.organiser().user_id, cast.head("shtt").user_id
    with app.app_context():
        moderator, organiser, head = (db.session.get_one(User, id_) for id_ in ids)
        declined, merged, referred, waiting, retracted, corrected = map(the_question, asked)
        at = now()
        ending.decline(declined, reason_code="unclear", reason=REASON, by=moderator, at=at)
        merging.merge(merged, waiting, reason=REASON, by=moderator, at=at)
        ending.refer(referred, body="Bộ Nội vụ", reason=REASON, by=organiser, at=at)
        clarifying.ask_back(waiting, message=REASON, by=moderator, at=at)
        correcting.retract(retracted, reason="Căn cứ đã được thay thế.", by=head, at=at)
        correcting.begin(corrected, reason=REASON, by=head, at=at)
        _rewrite(corrected, head)
        wording.change(corrected, text=HIDDEN, by=moderator, at=at)
        wording.change(corrected, text=OPEN, by=moderator, at=at)
        db.session.commit()


def _begin_and_drop(app: Flask, cast, asked: Asked) -> None:
    """Leave a correction behind that nobody wants any more."""
    head_id = cast.head("shtt").user_id
    with app.app_context():
        question, head = the_question(asked), db.session.get_one(User, head_id)
        correcting.begin(question, reason=REASON, by=head, at=now())
        _rewrite(question, head)
        seen = question.correction.saves if question.correction else 0
        correcting.drop(question, saves_seen=seen, by=head, at=now())
        db.session.commit()


def _rewrite(question: Question, by: User) -> None:
    seen = question.correction.saves if question.correction else 0
    draft(question, ANSWER, by=by, saves_seen=seen)
