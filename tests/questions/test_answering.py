"""Members of the department write an answer on one screen."""

import re

import pytest

from confapp.database import db
from confapp.events.models import LegalDocument
from confapp.questions.models import Answer
from tests.questions.conftest import the_question
from tests.questions.making import ANSWER, Asked, first_decree

BASE = "/tap-huan-13-11-2025"


@pytest.fixture
def draft_of(app):
    """What is kept of the answer to a question."""

    def kept(asked: Asked) -> dict[str, object]:
        with app.app_context():
            answer = the_question(asked).answer
            return {
                "text": answer.text,
                "kind": answer.kind,
                "none": answer.has_no_provision,
                "saves": answer.saves,
                "by": answer.saved_by_id,
                "submitted": answer.submission is not None,
                "cited": [
                    (one.document.number, one.article, one.clause, one.point)
                    for one in answer.citations
                ],
            }

    return kept


def test_an_assistant_saves_a_draft(questions, cast, sheet, draft_of) -> None:
    asked, assistant = questions.taken(), cast.assistant("shtt")

    answer = assistant.post(f"desk/{asked.number}/answer", sheet())

    assert (answer.status_code, answer.location) == (303, f"{BASE}/desk/{asked.number}")
    assert draft_of(asked) == {
        "text": ANSWER,
        "kind": "clear",
        "none": False,
        "saves": 1,
        "by": assistant.user_id,
        "submitted": False,
        "cited": [("132/2025/NĐ-CP", "4", "1", "")],
    }


def test_a_half_written_draft_may_be_saved(questions, cast, sheet, draft_of) -> None:
    asked = questions.taken()
    half = sheet(text="Mới viết được", decree_1="", article_1="", clause_1="")
    del half["kind"]

    assert cast.assistant("shtt").post(f"desk/{asked.number}/answer", half).status_code == 303

    kept = draft_of(asked)
    assert (kept["text"], kept["kind"], kept["cited"]) == ("Mới viết được", None, [])


def test_the_page_shows_the_draft_as_it_was_saved(questions, cast, sheet) -> None:
    asked, assistant = questions.taken(), cast.assistant("shtt")
    assistant.post(f"desk/{asked.number}/answer", sheet(decree_3="1", article_3="5"))

    page = assistant.get(f"desk/{asked.number}").text

    assert "- rà soát hồ sơ;" in page
    assert "<strong>Ủy ban nhân dân</strong>" in page
    assert 'name="saves" type="hidden" value="1"' in page
    assert page.count("selected") == 2
    assert 'name="article_2" type="text" value="5"' in page


def test_saving_and_submitting_are_one_press(questions, cast, sheet, draft_of) -> None:
    asked = questions.taken()

    cast.assistant("shtt").post(f"desk/{asked.number}/answer", sheet(hand_in="1"))

    kept = draft_of(asked)
    assert (kept["text"], kept["submitted"]) == (ANSWER, True)


def test_no_provision_stands_in_for_a_citation(questions, cast, sheet, draft_of) -> None:
    asked = questions.taken()
    without = sheet(hand_in="1", decree_1="", article_1="", clause_1="", has_no_provision="y")

    assert cast.assistant("shtt").post(f"desk/{asked.number}/answer", without).status_code == 303

    kept = draft_of(asked)
    assert (kept["cited"], kept["none"], kept["submitted"]) == ([], True, True)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"hand_in": "1", "text": ""}, "text"),
        ({"hand_in": "1", "kind": ""}, "kind"),
        (
            {"hand_in": "1", "decree_1": "", "article_1": "", "clause_1": ""},
            "has_no_provision",
        ),
        ({"kind": "unheard-of"}, "kind"),
        ({"article_1": ""}, "article_1"),
        ({"article_1": "4" * 11}, "article_1"),
        ({"decree_1": "9999"}, "decree_1"),
        ({"clause_2": "3"}, "decree_2"),
        ({"text": "dài " * 5_001}, "text"),
    ],
)
def test_a_wrong_sheet_says_so_at_the_field_and_keeps_the_text(
    app, questions, cast, sheet, wrong, field
) -> None:
    asked = questions.taken()
    sent = sheet() | wrong

    answer = cast.assistant("shtt").post(f"desk/{asked.number}/answer", sent)

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert sent["text"].strip()[:40] in answer.text
    with app.app_context():
        assert the_question(asked).answer is None


def test_a_decree_of_another_event_cannot_be_cited(
    app, questions, cast, sheet, other_event_id
) -> None:
    asked = questions.taken()
    with app.app_context():
        ours = first_decree()
        theirs = LegalDocument(
            event_id=other_event_id,
            kind="decree",
            number="1/2025/NĐ-CP",
            title=ours.title,
            issued_on=ours.issued_on,
            in_force_from=ours.in_force_from,
        )
        theirs.index()
        db.session.add(theirs)
        db.session.commit()
        their_id = str(theirs.id)
    assistant = cast.assistant("shtt")

    answer = assistant.post(f"desk/{asked.number}/answer", sheet(decree_1=their_id))

    assert answer.status_code == 422
    assert "1/2025/NĐ-CP" not in assistant.get(f"desk/{asked.number}").text


def test_a_stale_save_shows_both_texts_and_loses_neither(questions, cast, sheet, draft_of) -> None:
    asked = questions.taken()
    assistant, head = cast.assistant("shtt"), cast.head("shtt")
    assistant.post(f"desk/{asked.number}/answer", sheet(text="Nội dung của chuyên viên"))

    answer = head.post(f"desk/{asked.number}/answer", sheet(text="Nội dung của lãnh đạo"))

    assert answer.status_code == 409
    assert "Nội dung của chuyên viên" in answer.text
    assert "Nội dung của lãnh đạo" in answer.text
    assert "Ngô Thị Giúp" in answer.text
    assert 'class="error-summary"' not in answer.text
    assert draft_of(asked)["text"] == "Nội dung của chuyên viên"
    assert 'name="saves" type="hidden" value="1"' in answer.text
    head.post(f"desk/{asked.number}/answer", sheet(text="Nội dung đã gộp", saves="1"))
    assert (draft_of(asked)["text"], draft_of(asked)["saves"]) == ("Nội dung đã gộp", 2)


def test_a_stale_save_shows_the_other_kind_and_legal_basis_to_take_over(
    questions, cast, sheet
) -> None:
    asked = questions.taken()
    assistant, head = cast.assistant("shtt"), cast.head("shtt")
    assistant.post(f"desk/{asked.number}/answer", sheet(kind="gap", article_1="17"))
    bare = {"decree_1": "", "article_1": "", "clause_1": "", "has_no_provision": "y"}

    same = head.post(f"desk/{asked.number}/answer", sheet(kind="gap", article_1="17")).text
    other = head.post(f"desk/{asked.number}/answer", sheet(**bare)).text

    assert "Lấy căn cứ pháp lý" not in same.partition('id="draft"')[0]
    told = other.partition('id="draft"')[0]
    assert "khoản 1 Điều 17" in told
    assert "Pháp luật chưa quy định hoặc còn mâu thuẫn" in told
    assert re.search(r'data-citations="\d+\|17\|1\|"', told)


@pytest.mark.parametrize("seen", ["", "-1", "abc", "9" * 40])
def test_a_count_that_makes_no_sense_is_a_stale_one(questions, cast, sheet, seen) -> None:
    asked = questions.drafted()

    answer = cast.assistant("shtt").post(f"desk/{asked.number}/answer", sheet(saves=seen))

    assert answer.status_code == 409


def test_the_screen_says_live_who_saved_last(questions, cast, sheet) -> None:
    asked, assistant, head = questions.drafted(), cast.assistant("shtt"), cast.head("shtt")
    path = f"desk/{asked.number}/saved?seen=1"
    first = assistant.get(path)
    assert first.status_code == 200
    assert assistant.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304

    head.post(f"desk/{asked.number}/answer", sheet(saves="1"))

    second = assistant.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert second.status_code == 200
    assert "Hoàng Văn Trưởng" in second.text
    assert "<b>" in second.text


def test_before_it_is_taken_nobody_writes(app, questions, cast, sheet) -> None:
    asked, assistant = questions.asked(), cast.assistant("shtt")

    assert 'id="text"' not in assistant.get(f"desk/{asked.number}").text
    assert assistant.post(f"desk/{asked.number}/answer", sheet()).status_code == 409
    with app.app_context():
        assert db.session.query(Answer).count() == 0


@pytest.mark.parametrize("state", ["submitted", "approved", "published"])
def test_what_was_handed_in_is_not_written_over(questions, cast, sheet, draft_of, state) -> None:
    asked = getattr(questions, state)()
    before = draft_of(asked)
    sent = sheet(text="Viết đè", saves="1")

    for who in (cast.assistant("shtt"), cast.head("shtt")):
        assert who.post(f"desk/{asked.number}/answer", sent).status_code == 409
        assert 'id="text"' not in who.get(f"desk/{asked.number}").text
    assert draft_of(asked) == before
    assert before["text"] == ANSWER


def test_an_unknown_question_is_not_found(questions, cast, sheet) -> None:
    questions.taken()
    head = cast.head("shtt")

    assert head.get("desk/99").status_code == 404
    assert head.get("desk/99999999999999999999").status_code == 404
    assert head.post("desk/99/answer", sheet()).status_code == 404


def test_a_question_without_an_answer_has_nothing_to_approve(questions, cast) -> None:
    asked = questions.taken()

    for act in ("approval", "publication", "return"):
        assert cast.head("shtt").post(f"desk/{asked.number}/{act}").status_code == 404
