"""Several approved answers are published at once, all of them or none."""

import re

import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.database import db
from confapp.mail.models import Message
from confapp.questions.models import Publication
from confapp.questions.notices import sweep

BASE = "/tap-huan-13-11-2025"
PAGE = "desk/publications"


def published(app) -> list[int]:
    with app.app_context():
        rows = sa.select(Publication.question_id).order_by(Publication.question_id)
        return list(db.session.scalars(rows))


def test_a_head_publishes_all_that_are_ticked(app, questions, cast) -> None:
    made = [questions.approved() for _ in range(3)]
    head = cast.head("shtt")
    assert head.get(PAGE).text.count('name="number"') == 3

    answer = head.post(PAGE, {"number": [one.number for one in made[:2]]})

    assert (answer.status_code, answer.location) == (303, f"{BASE}/{PAGE}?department=shtt")
    assert published(app) == [one.id for one in made[:2]]
    page = head.get(PAGE).text
    assert "HĐ-0001, HĐ-0002" in page
    assert page.count('name="number"') == 1
    with app.app_context():
        sweep.tell_askers()
        assert len(db.session.scalars(sa.select(Message)).all()) == 2
        acts = db.session.scalars(sa.select(AuditEntry).filter_by(act="publish answer")).all()
        assert [one.user_id for one in acts] == [head.user_id] * 2


def test_one_that_cannot_be_published_holds_back_all_and_is_named(app, questions, cast) -> None:
    good, draft, gone = questions.approved(), questions.drafted(), questions.published()
    numbers = [one.number for one in (good, draft, gone)]

    answer = cast.head("shtt").post(f"{PAGE}?lang=en", {"number": numbers})

    assert answer.status_code == 409
    report = dict(re.findall(r"<li><b>(HĐ-\d+)</b> – ([^<]*)</li>", answer.text))
    assert list(report) == ["HĐ-0001", "HĐ-0002", "HĐ-0003"]
    assert report["HĐ-0001"] == "could be published"
    assert report["HĐ-0002"] == "Only an approved answer can be published."
    assert published(app) == [gone.id]
    with app.app_context():
        assert db.session.scalars(sa.select(Message)).all() == []


def test_ticking_nothing_is_said(app, questions, cast) -> None:
    questions.approved()
    head = cast.head("shtt")

    for sent in ({}, {"number": "x"}, {"number": "-1"}):
        assert head.post(PAGE, sent).status_code == 422
    assert head.post(PAGE, {"number": list(range(1, 102))}).status_code == 422
    assert head.post(PAGE, {"number": ["99"]}).status_code == 404
    assert published(app) == []


def test_the_organisers_publish_for_a_department(app, questions, cast) -> None:
    made = questions.approved()

    answer = cast.organiser().post(f"{PAGE}?department=shtt", {"number": [made.number]})

    assert answer.status_code == 303
    assert published(app) == [made.id]


def test_nobody_else_publishes(app, questions, cast, things, stranger) -> None:
    made = questions.approved()
    sent = {"number": [made.number]}
    delegate = cast.delegate(things.registration())

    for who in (cast.assistant("shtt"), cast.deputy("shtt"), delegate):
        assert who.get(PAGE).status_code == 403
        assert who.post(PAGE, sent).status_code == 403
    assert cast.head("pc").post(PAGE, sent).status_code == 404
    assert cast.head("pc").post(f"{PAGE}?department=shtt", sent).status_code == 404
    assert stranger.get(PAGE).status_code == 302
    assert stranger.post(PAGE, sent).status_code == 403
    assert published(app) == []


def test_a_question_of_another_desk_is_not_published_from_this_one(app, questions, cast) -> None:
    theirs = questions.approved(domain="chung")

    answer = cast.organiser().post(f"{PAGE}?department=shtt", {"number": [theirs.number]})

    assert answer.status_code == 403
    assert published(app) == []


def test_a_desk_without_approved_answers_says_so(questions, cast) -> None:
    questions.drafted()

    assert 'class="empty"' in cast.head("shtt").get(PAGE).text


def test_a_long_list_costs_no_more_statements(questions, cast, statements) -> None:
    questions.approved()
    head = cast.head("shtt")
    head.get(PAGE)
    statements.clear()
    head.get(PAGE)
    few = len(statements)
    for _ in range(29):
        questions.approved()
    head = cast.head("shtt")
    head.get(PAGE)

    statements.clear()
    page = head.get(PAGE).text

    assert page.count('name="number"') == 30
    assert len(statements) == few
