"""The legal reviewer reads an answer before its head may approve it, where that is wanted."""

import pytest
import sqlalchemy as sa

from confapp.clock import now
from confapp.database import db
from confapp.people.models import User
from confapp.questions import legal_reading, offering
from confapp.questions.models import LegalReading, Notice, Submission
from tests.cast import the_event
from tests.conftest import set_clock
from tests.questions.conftest import PDF, the_question
from tests.questions.making import department_of

BASE = "/tap-huan-13-11-2025"
IN_ORDER = {"saves": "1", "remark": ""}
REMARK = {"saves": "1", "remark": "Cần nêu rõ khoản 2 của Điều này.", "send_back": "1"}


@pytest.fixture
def handed_in(questions, cast, sheet):
    """A question whose answer on a gap in the law was handed in."""

    def made(text="Nghị định chưa quy định nội dung này, Sở làm thế nào?", **told):
        asked = questions.taken(text, **told)
        gap = sheet(kind="gap", hand_in="1")
        assert cast.assistant("shtt").post(f"desk/{asked.number}/answer", gap).status_code == 303
        return asked

    return made


@pytest.fixture
def every_answer(app):
    """The event wants all answers read."""
    with app.app_context():
        the_event().reads_all_answers = True
        db.session.commit()


def test_in_order_and_then_the_head_may_approve(app, handed_in, cast) -> None:
    asked, head, legal = handed_in(), cast.head("shtt"), cast.legal()
    refused = head.post(f"desk/{asked.number}/approval?lang=en", {"saves": "1"})
    assert refused.status_code == 409
    assert "The legal reviewer has not read this answer yet." in refused.text
    assert f"/desk/{asked.number}/approval" not in head.get(f"desk/{asked.number}").text

    answer = legal.post(f"legal/{asked.number}/reading", IN_ORDER)

    assert (answer.status_code, answer.location) == (303, f"{BASE}/legal")
    assert f"/desk/{asked.number}/approval" in head.get(f"desk/{asked.number}").text
    assert head.post(f"desk/{asked.number}/approval", {"saves": "1"}).status_code == 303
    with app.app_context():
        [reading] = db.session.query(LegalReading)
        assert (reading.by_id, reading.is_in_order) == (legal.user_id, True)
        told = sa.select(Notice.news).where(Notice.reader == "department").order_by(Notice.id)
        assert db.session.scalars(told).all() == ["offered", "handed_in"]


def test_a_remark_makes_a_draft_of_it_again_and_the_next_text_is_read_anew(
    app, handed_in, cast, sheet
) -> None:
    asked, legal = handed_in(), cast.legal()
    assistant, head = cast.assistant("shtt"), cast.head("shtt")

    assert legal.post(f"legal/{asked.number}/reading", REMARK).status_code == 303

    assert REMARK["remark"] in assistant.get(f"desk/{asked.number}").text
    with app.app_context():
        assert the_question(asked).answer.is_draft
    again = sheet(saves="1", kind="gap", hand_in="1")
    assert assistant.post(f"desk/{asked.number}/answer", again).status_code == 303
    assert head.post(f"desk/{asked.number}/approval", {"saves": "2"}).status_code == 409
    legal.post(f"legal/{asked.number}/reading", IN_ORDER | {"saves": "2"})
    assert head.post(f"desk/{asked.number}/approval", {"saves": "2"}).status_code == 303


def test_a_clear_answer_goes_to_the_head_at_once(questions, cast) -> None:
    asked, legal = questions.submitted(), cast.legal()

    assert legal.get(f"legal/{asked.number}").status_code == 404
    assert legal.post(f"legal/{asked.number}/reading", IN_ORDER).status_code == 404
    head = cast.head("shtt")
    assert head.post(f"desk/{asked.number}/approval", {"saves": "1"}).status_code == 303


def test_an_event_may_want_every_answer_read(every_answer, questions, cast) -> None:
    asked, legal = questions.submitted(), cast.legal()

    assert (
        cast.head("shtt").post(f"desk/{asked.number}/approval", {"saves": "1"}).status_code == 409
    )
    assert f"/legal/{asked.number}" in legal.get("legal").text
    assert "rà soát hồ sơ" in legal.get(f"legal/{asked.number}").text


def test_twice_and_a_text_that_changed_are_refused(app, handed_in, cast) -> None:
    asked, legal = handed_in(), cast.legal()

    stale = IN_ORDER | {"saves": "0"}
    assert legal.post(f"legal/{asked.number}/reading", stale).status_code == 409
    assert legal.post(f"legal/{asked.number}/reading", IN_ORDER).status_code == 303
    assert legal.post(f"legal/{asked.number}/reading", REMARK).status_code == 409
    with app.app_context():
        assert len(db.session.query(LegalReading).all()) == 1
        assert db.session.query(Submission).one().ended_at is None


@pytest.mark.parametrize("remark", ["", "ngắn", "dài " * 600])
def test_sending_back_needs_a_remark(app, handed_in, cast, remark) -> None:
    asked = handed_in()

    answer = cast.legal().post(f"legal/{asked.number}/reading", REMARK | {"remark": remark})

    assert answer.status_code == 422
    assert 'id="remark-error"' in answer.text
    with app.app_context():
        assert db.session.query(LegalReading).all() == []


def test_only_the_legal_reviewer_enters(handed_in, questions, cast, stranger) -> None:
    asked, draft = handed_in(), questions.drafted()
    people = [cast.head("shtt"), cast.assistant("shtt"), cast.moderator(), cast.organiser()]
    people.append(cast.delegate(asked.asker_id))

    for browser in people:
        assert browser.get("legal").status_code == 403
        assert browser.get(f"legal/{asked.number}").status_code == 403
        assert browser.post(f"legal/{asked.number}/reading", IN_ORDER).status_code == 403
    assert stranger.get("legal").status_code == 302
    assert stranger.post(f"legal/{asked.number}/reading", IN_ORDER).status_code == 403
    legal = cast.legal()
    for number in (draft.number, 99):
        assert legal.get(f"legal/{number}").status_code == 404
        assert legal.post(f"legal/{number}/reading", IN_ORDER).status_code == 404


def test_the_list_has_search_both_tabs_and_an_empty_page(handed_in, cast) -> None:
    legal = cast.legal()
    assert "No answer waits to be read." in legal.get("legal?lang=en").text
    read, waiting = handed_in("Câu hỏi về nhãn hiệu"), handed_in("Câu hỏi về sáng chế")
    legal.post(f"legal/{read.number}/reading", IN_ORDER)

    def listed(path: str) -> list[int]:
        page = legal.get(path).text
        return [
            one.number for one in (read, waiting) if f'href="{BASE}/legal/{one.number}"' in page
        ]

    assert listed("legal") == [waiting.number]
    assert listed("legal?q=sang+che") == [waiting.number]
    assert listed("legal?q=nhan+hieu") == []
    assert listed("legal?read=1") == [read.number]
    assert listed("legal?read=1&q=sang+che") == []


def test_the_list_asks_the_database_as_often_for_thirty_as_for_one(
    app, handed_in, cast, statements
) -> None:
    legal = cast.legal()

    def asked() -> int:
        statements.clear()
        assert legal.get("legal").status_code == 200
        return len(statements)

    handed_in()
    few = asked()
    for number in range(7):
        handed_in(f"Câu hỏi thứ {number} về khoảng trống")
    assert asked() == few
    with app.app_context():
        waiting = db.session.scalars(legal_reading.awaited(the_event())).all()
        assert [one.number for one in waiting] == list(range(1, 9))


def test_the_reviewer_reads_the_file_that_came_with_what_is_read_and_no_other(
    handed_in, questions, cast, attach, stranger
) -> None:
    asked, unread, bare = handed_in(), questions.drafted(), handed_in("Câu hỏi không có tệp")
    for one in (asked, unread):
        attach(one)
    legal, path = cast.legal(), f"legal/{asked.number}/attachment"

    assert f'href="{BASE}/{path}"' in legal.get(f"legal/{asked.number}").text
    assert legal.get(path).data == PDF
    for other in (unread, bare):
        assert legal.get(f"legal/{other.number}/attachment").status_code == 404
    assert legal.get(f"questions/{asked.number}/attachment").status_code == 404
    found = [one.get(path).status_code for one in (cast.moderator(), cast.head("shtt"))]
    assert [*found, stranger.get(path).status_code] == [403, 403, 302]
    legal.post(f"legal/{asked.number}/reading", REMARK)
    assert legal.get(path).status_code == 200


def test_what_was_read_can_be_opened_when_a_later_text_is_being_written(
    app, handed_in, cast, sheet
) -> None:
    asked, legal, head = handed_in(), cast.legal(), cast.head("shtt")
    legal.post(f"legal/{asked.number}/reading", IN_ORDER)
    head.post(f"desk/{asked.number}/approval", {"saves": "1"})
    head.post(f"desk/{asked.number}/publication")
    head.post(f"desk/{asked.number}/correction", {"reason": "Căn cứ đã được thay thế."})

    assert f'href="{BASE}/legal/{asked.number}"' in legal.get("legal?read=1").text
    assert "rà soát hồ sơ" in legal.get(f"legal/{asked.number}").text


def test_what_was_read_is_listed_when_the_question_is_with_nobody_any_more(
    app, handed_in, cast
) -> None:
    asked, legal = handed_in(), cast.legal()
    legal.post(f"legal/{asked.number}/reading", REMARK)
    with app.app_context():
        by = db.session.get_one(User, cast.moderator().user_id)
        offering.move(
            the_question(asked), department_of("vt"), reason=REMARK["remark"], by=by, at=now()
        )
        db.session.commit()
    set_clock(app, 18, 0)
    with app.app_context():
        offering.expire(the_question(asked), at=now())
        db.session.commit()
        assert the_question(asked).department is None
    again = cast.sign_in(legal.user_id)

    assert f"HĐ-{asked.number:04d}" in again.get("legal?read=1").text
    page = again.get(f"legal/{asked.number}")
    assert page.status_code == 200
    assert REMARK["remark"] in page.text
