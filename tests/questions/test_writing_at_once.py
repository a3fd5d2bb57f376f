"""Several of one department at the same moment: nothing is lost, and nothing happens twice."""

import pytest

from confapp.database import db
from confapp.questions.models import Answer, DraftLock, LegalReading, Retraction
from tests.questions.conftest import the_question
from tests.racing import at_once

WHY = {"reason": "Nghị định sửa đổi đã có hiệu lực."}
WRITERS = 5


@pytest.fixture
def colleagues(cast):
    """Gives browsers of one assistant, each signed in on its own."""

    def sign_in():
        first = cast.assistant("shtt")
        return [first, *(cast.sign_in(first.user_id) for _more in range(WRITERS - 1))]

    return sign_in


def test_of_five_saves_one_is_kept_and_each_other_gets_both_texts(
    app, questions, colleagues, sheet
) -> None:
    asked = questions.drafted()
    texts = [f"Nội dung thứ {number} của chuyên viên" for number in range(WRITERS)]

    answers = at_once(
        [
            lambda writer=writer, text=text: writer.post(
                f"desk/{asked.number}/answer", sheet(saves="1", text=text)
            )
            for writer, text in zip(colleagues(), texts, strict=True)
        ]
    )

    with app.app_context():
        kept = the_question(asked).answer.text
    assert sorted(one.status_code for one in answers) == [303] + [409] * (WRITERS - 1)
    for text, answer in zip(texts, answers, strict=True):
        assert answer.status_code == 303 or (text in answer.text and kept in answer.text)
    assert kept in texts


def test_two_who_begin_to_type_at_once_are_one_writer(app, questions, cast) -> None:
    asked = questions.taken()
    writers = [cast.assistant("shtt"), cast.head("shtt")]

    answers = at_once(
        [lambda writer=writer: writer.post(f"desk/{asked.number}/writing") for writer in writers]
    )

    assert [answer.status_code for answer in answers] == [200, 200]
    with app.app_context():
        [lock] = db.session.query(DraftLock)
        assert lock.user_id in [writer.user_id for writer in writers]


def test_a_correction_is_begun_once(app, questions, colleagues) -> None:
    asked = questions.published()

    answers = at_once(
        [
            lambda writer=writer: writer.post(f"desk/{asked.number}/correction", WHY)
            for writer in colleagues()
        ]
    )

    assert sorted(one.status_code for one in answers) == [303] + [409] * (WRITERS - 1)
    with app.app_context():
        assert [one.version for one in the_question(asked).answers] == [1, 2]


def test_a_correction_is_dropped_or_handed_in_and_never_both(
    app, questions, colleagues, sheet
) -> None:
    asked = questions.published()
    first, *others = colleagues()
    first.post(f"desk/{asked.number}/correction", WHY)
    handed_in = sheet(saves="1", hand_in="1")

    answers = at_once(
        [
            lambda: first.post(f"desk/{asked.number}/answer", handed_in),
            *(
                lambda one=one: one.post(f"desk/{asked.number}/correction/drop", {"saves": "1"})
                for one in others
            ),
        ]
    )

    assert sorted(one.status_code for one in answers) == [303] + [409] * (WRITERS - 1)
    with app.app_context():
        correction = the_question(asked).correction
        was_handed_in = answers[0].status_code == 303
        assert (correction is not None and not correction.is_draft) == was_handed_in
        assert (correction is None) == (not was_handed_in)


def test_an_answer_is_retracted_once(app, questions, cast) -> None:
    asked, head = questions.published(), cast.head("shtt")
    browsers = [head, *(cast.sign_in(head.user_id) for _more in range(WRITERS - 1))]

    answers = at_once(
        [lambda one=one: one.post(f"desk/{asked.number}/retraction", WHY) for one in browsers]
    )

    assert sorted(one.status_code for one in answers) == [303] + [409] * (WRITERS - 1)
    with app.app_context():
        assert len(db.session.query(Retraction).all()) == 1


def test_the_law_is_read_once(app, questions, cast, sheet) -> None:
    asked = questions.taken()
    gap = sheet(kind="gap", hand_in="1")
    cast.assistant("shtt").post(f"desk/{asked.number}/answer", gap)
    first = cast.legal()
    readers = [first, *(cast.sign_in(first.user_id) for _more in range(WRITERS - 1))]

    answers = at_once(
        [
            lambda one=one: one.post(f"legal/{asked.number}/reading", {"saves": "1"})
            for one in readers
        ]
    )

    assert sorted(one.status_code for one in answers) == [303] + [409] * (WRITERS - 1)
    with app.app_context():
        assert len(db.session.query(LegalReading).all()) == 1
        assert len(db.session.query(Answer).all()) == 1
