"""The head stands for an answer; then it is open to everybody, and its asker is told."""

import hashlib
import re

import pytest
import sqlalchemy as sa

from confapp import live
from confapp.audit import AuditEntry
from confapp.database import db
from confapp.mail.models import Message
from confapp.questions import acts
from confapp.questions.models import Publication, Submission
from confapp.questions.notices import sweep
from tests.questions.conftest import the_question
from tests.questions.making import ANSWER, Asked

BASE = "/tap-huan-13-11-2025"
RETURN = {"reason": "Đề nghị nêu rõ khoản áp dụng."}


@pytest.fixture
def place(app):
    """Which of the head's acts have been done on a question's answer."""

    def done(asked: Asked) -> list[str]:
        with app.app_context():
            answer = the_question(asked).answer
            rows = {
                "submitted": answer.submission,
                "approved": answer.approval,
                "published": answer.publication,
            }
            return [name for name, row in rows.items() if row is not None]

    return done


def test_the_head_approves_and_publishes(app, questions, cast, place) -> None:
    asked, head = questions.submitted(), cast.head("shtt")

    approved = head.post(f"desk/{asked.number}/approval", {"saves": "1"})

    assert (approved.status_code, approved.location) == (303, f"{BASE}/desk/{asked.number}")
    assert place(asked) == ["submitted", "approved"]
    published = head.post(f"desk/{asked.number}/publication")
    assert published.status_code == 303
    assert place(asked) == ["submitted", "approved", "published"]
    with app.app_context():
        answer = the_question(asked).answer
        assert answer.approval.by_id == answer.publication.by_id == head.user_id
        assert answer.publication.text_sha256 == hashlib.sha256(ANSWER.encode()).hexdigest()


def test_an_assistant_neither_approves_nor_publishes_nor_sends_back(questions, cast, place) -> None:
    in_review, approved = questions.submitted(), questions.approved()
    assistant = cast.assistant("shtt")

    for asked, before in (
        (in_review, ["submitted"]),
        (approved, ["submitted", "approved"]),
    ):
        page = assistant.get(f"desk/{asked.number}").text
        assert ANSWER[:16] in page
        for act, sent in (("approval", {"saves": "1"}), ("publication", {}), ("return", RETURN)):
            assert f"/desk/{asked.number}/{act}" not in page
            assert assistant.post(f"desk/{asked.number}/{act}", sent).status_code == 403
        assert place(asked) == before


def test_the_head_sees_the_buttons_that_the_assistant_does_not(questions, cast) -> None:
    in_review, approved = questions.submitted(), questions.approved()
    head = cast.head("shtt")

    assert f"/desk/{in_review.number}/approval" in head.get(f"desk/{in_review.number}").text
    assert f"/desk/{approved.number}/publication" in head.get(f"desk/{approved.number}").text


def test_after_approving_the_head_is_led_to_the_next_one(questions, cast) -> None:
    done, approved, next_one = questions.submitted(), questions.approved(), questions.submitted()
    head = cast.head("shtt")

    def next_of(asked: Asked) -> list[int]:
        page = head.get(f"desk/{asked.number}").text
        assert f'href="{BASE}/desk?department=shtt">' in page
        return [
            int(one) for one in re.findall(rf'<a class="button" href="{BASE}/desk/(\d+)"', page)
        ]

    head.post(f"desk/{done.number}/approval", {"saves": "1"})
    assert next_of(done) == [next_one.number]
    head.post(f"desk/{next_one.number}/approval", {"saves": "1"})
    assert next_of(next_one) == [done.number]
    for asked in (done, next_one, approved):
        head.post(f"desk/{asked.number}/publication")
    assert next_of(approved) == []


def test_the_desk_says_whose_move_it_is_and_the_asker_what_was_reached(questions, cast) -> None:
    in_review, approved = questions.submitted(), questions.approved()
    head = cast.head("shtt")

    for asked, on_desk in ((in_review, "To approve"), (approved, "To publish")):
        page = head.get(f"desk/{asked.number}?lang=en").text
        assert re.search(rf'<span class="state" [^>]*>{on_desk}</span>', page)
    for asked, label in ((in_review, "Being written"), (approved, "Approved")):
        page = cast.delegate(asked.asker_id).get(f"questions/{asked.number}?lang=en").text
        assert re.search(rf'<span class="state" [^>]*>{label}</span>', page)


def test_the_organiser_publishes_what_the_head_approved_and_approves_nothing(
    questions, cast, place
) -> None:
    in_review, approved = questions.submitted(), questions.approved()
    organiser = cast.organiser()

    assert organiser.post(f"desk/{in_review.number}/approval", {"saves": "1"}).status_code == 403
    assert organiser.post(f"desk/{in_review.number}/publication").status_code == 409
    assert organiser.post(f"desk/{approved.number}/return", RETURN).status_code == 403
    assert organiser.post(f"desk/{approved.number}/publication").status_code == 303
    assert place(in_review) == ["submitted"]
    assert place(approved) == ["submitted", "approved", "published"]


def test_a_draft_is_neither_approved_nor_published(questions, cast, place) -> None:
    asked, head = questions.drafted(), cast.head("shtt")

    for act, sent in (("approval", {"saves": "1"}), ("publication", {}), ("return", RETURN)):
        assert head.post(f"desk/{asked.number}/{act}", sent).status_code == 409
    assert place(asked) == []


def test_twice_is_refused_and_changes_nothing(app, questions, cast, place) -> None:
    asked, head = questions.published(), cast.head("shtt")

    for act, sent in (("approval", {"saves": "1"}), ("publication", {}), ("return", RETURN)):
        assert head.post(f"desk/{asked.number}/{act}", sent).status_code == 409
    assert place(asked) == ["submitted", "approved", "published"]
    with app.app_context():
        assert db.session.scalars(sa.select(Message)).all() == []


def test_a_text_that_changed_after_the_head_read_it_is_not_approved(
    questions, cast, sheet, place
) -> None:
    asked, head, assistant = questions.submitted(), cast.head("shtt"), cast.assistant("shtt")
    head.post(f"desk/{asked.number}/return", RETURN)
    changed = sheet(saves="1", text="Nội dung khác hẳn", hand_in="1")
    assert assistant.post(f"desk/{asked.number}/answer", changed).status_code == 303

    stale = head.post(f"desk/{asked.number}/approval", {"saves": "1"})

    assert stale.status_code == 409
    assert place(asked) == ["submitted"]
    assert head.post(f"desk/{asked.number}/approval", {"saves": "2"}).status_code == 303


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_what_is_sent_back_is_a_draft_again_and_says_why(
    app, questions, cast, sheet, place, state
) -> None:
    asked, head, assistant = (
        getattr(questions, state)(),
        cast.head("shtt"),
        cast.assistant("shtt"),
    )

    answer = head.post(f"desk/{asked.number}/return", RETURN)

    assert answer.status_code == 303
    assert place(asked) == []
    page = assistant.get(f"desk/{asked.number}").text
    assert "Đề nghị nêu rõ khoản áp dụng." in page
    assert ANSWER[:16] in page
    with app.app_context():
        ended = db.session.scalars(sa.select(Submission)).all()
        assert [one.ended_by_id for one in ended] == [head.user_id]
    again = sheet(saves="1", hand_in="1")
    assert assistant.post(f"desk/{asked.number}/answer", again).status_code == 303
    assert place(asked) == ["submitted"]


@pytest.mark.parametrize("reason", ["", "   ", "dài " * 300])
def test_sending_back_needs_a_reason(questions, cast, place, reason) -> None:
    asked = questions.submitted()

    answer = cast.head("shtt").post(f"desk/{asked.number}/return", {"reason": reason})

    assert answer.status_code == 422
    assert 'id="reason-error"' in answer.text
    assert reason.strip() in answer.text
    assert place(asked) == ["submitted"]


def test_the_asker_gets_one_letter_with_the_answer_and_its_address(app, questions, cast) -> None:
    asked = questions.approved("Xin hỏi về hồ sơ chuyển tiếp?", full_name="Bùi Thị Nhạn")

    cast.head("shtt").post(f"desk/{asked.number}/publication")

    with app.app_context():
        sweep.tell_askers()
        [letter] = db.session.scalars(sa.select(Message))
        assert letter.recipient == the_question(asked).asker.email
        assert "HĐ-0001" in letter.subject
        assert "Bùi Thị Nhạn" in letter.text
        assert "Xin hỏi về hồ sơ chuyển tiếp?" in letter.text
        assert ANSWER in letter.text
        assert "132/2025/NĐ-CP" in letter.text
        assert f"http://localhost{BASE}/questions/{asked.number}" in letter.text
        assert "&" not in letter.text


def test_the_letter_is_in_the_language_of_the_asker(app, questions, cast) -> None:
    asked = questions.approved(full_name="Bùi Thị Nhạn", language="en")

    cast.head("shtt").post(f"desk/{asked.number}/publication")

    with app.app_context():
        sweep.tell_askers()
        [letter] = db.session.scalars(sa.select(Message))
        assert "Intellectual Property Office of Viet Nam" in letter.text


def test_publishing_wakes_the_pages_that_show_it(app, questions, cast) -> None:
    asked = questions.approved()
    with app.app_context():
        question = the_question(asked)
        topics = [acts.list_topic(question.event_id), acts.topic(question)]
        before = [live.version_of(topic) for topic in topics]

    cast.head("shtt").post(f"desk/{asked.number}/publication")

    with app.app_context():
        assert [live.version_of(topic) for topic in topics] == [one + 1 for one in before]


def test_each_act_is_in_the_log_once(app, questions) -> None:
    asked = questions.published()

    with app.app_context():
        entries = db.session.scalars(
            sa.select(AuditEntry.act)
            .filter_by(subject=f"question {asked.id}")
            .order_by(AuditEntry.id)
        ).all()
        assert entries == [
            "ask",
            "accept",
            "offer",
            "take",
            "save draft",
            "submit answer",
            "approve answer",
            "publish answer",
        ]


def test_a_publication_cannot_be_changed_in_the_database(app, questions) -> None:
    questions.published()

    for statement in (sa.delete(Publication), sa.update(Publication).values(text_sha256="x")):
        with app.app_context():
            with pytest.raises(sa.exc.DBAPIError):
                db.session.execute(statement)
            db.session.rollback()
