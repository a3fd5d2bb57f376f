"""Advice learns from the questions that departments took."""

from confapp.questions.suggesting import model
from confapp.questions.suggesting.advising import advisor
from tests.cast import the_event

NEW_WORD = "Hồ sơ zeolit blốcchên quy định ra sao, thưa Bộ?"


def test_a_word_that_nobody_knew_is_learned_from_questions_taken(questions, app) -> None:
    with app.app_context():
        before = advisor(the_event()).on(NEW_WORD)
    for number in range(8):
        questions.taken(f"Hồ sơ zeolit blốcchên số {number} quy định ra sao?", domain="tsvtd")

    with app.app_context():
        after = advisor(the_event()).on(NEW_WORD)

    assert before.domain.code != "tsvtd"
    assert (after.domain.code, after.department.code) == ("tsvtd", "tsvtd")


def test_a_question_that_nobody_took_teaches_nothing(questions, app) -> None:
    for number in range(8):
        questions.asked(f"Hồ sơ zeolit blốcchên số {number} quy định ra sao?", domain="tsvtd")

    with app.app_context():
        assert advisor(the_event()).on(NEW_WORD).domain.code != "tsvtd"


def test_each_question_is_learned_once(questions, app) -> None:
    questions.taken(domain="shtt")
    with app.app_context():
        first = advisor(the_event())._learner.domains.experience.questions["shtt"]
    questions.taken(domain="tsvtd")

    with app.app_context():
        learner = advisor(the_event())._learner
        assert learner.domains.experience.questions["shtt"] == first
        assert len(learner.learned) == 2


def test_what_is_learned_in_one_event_stays_there(questions, app) -> None:
    known = dict(model.of_domains().experience.questions)
    questions.taken(domain="shtt")
    with app.app_context():
        advisor(the_event())

    assert dict(model.of_domains().experience.questions) == known


def test_without_news_one_statement_is_asked(questions, app, statements) -> None:
    questions.taken(domain="shtt")
    with app.app_context():
        event = the_event()
        advisor(event)
        statements.clear()
        advisor(event)

    assert len([one for one in statements if "SELECT" in one.upper()]) == 1
