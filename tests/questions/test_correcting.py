"""After publication: new versions with a visible difference, and answers that are retracted."""

import re

import pytest
import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.clock import now
from confapp.database import db
from confapp.questions import states
from confapp.questions.models import Answer, Citation, Notice, Publication, Retraction
from confapp.questions.states import Place
from tests.questions.conftest import the_question
from tests.questions.making import ANSWER

BASE = "/tap-huan-13-11-2025"
WHY = {"reason": "Nghị định sửa đổi đã có hiệu lực."}
NEW_TEXT = ANSWER.replace("Điều 4", "Điều 5")


@pytest.fixture
def corrected(questions, cast, sheet):
    """A question whose answer has two published versions."""

    def made(**told):
        asked = questions.published(**told)
        assistant, head = cast.assistant("shtt"), cast.head("shtt")
        assistant.post(f"desk/{asked.number}/correction", WHY)
        new = sheet(saves="1", text=NEW_TEXT, article_1="5", hand_in="1")
        assert assistant.post(f"desk/{asked.number}/answer", new).status_code == 303
        assert head.post(f"desk/{asked.number}/approval", {"saves": "2"}).status_code == 303
        assert head.post(f"desk/{asked.number}/publication").status_code == 303
        return asked

    return made


def test_a_correction_starts_as_the_published_text_which_stays_open(
    app, questions, cast, stranger
) -> None:
    asked = questions.published()

    answer = cast.assistant("shtt").post(f"desk/{asked.number}/correction", WHY)

    assert (answer.status_code, answer.location) == (303, f"{BASE}/desk/{asked.number}")
    with app.app_context():
        question = the_question(asked)
        draft = question.answer
        assert (draft.version, draft.text, draft.correction) == (2, ANSWER, WHY["reason"])
        assert [one.article for one in draft.citations] == ["4"]
        assert draft.offer is question.answers[0].offer
        assert states.place(question) is Place.PUBLISHED
        assert states.place_on_desk(question) is Place.BEING_WRITTEN
    assert "Điều 4" in stranger.get(f"questions/{asked.number}").text
    page = cast.head("shtt").get("desk").text
    assert 'id="being_written"' in page
    assert 'id="published"' not in page


def test_the_desk_counts_a_correction_where_its_page_says_it_is(app, questions, cast, sheet):
    asked = questions.published()
    assistant, head = cast.assistant("shtt"), cast.head("shtt")

    def places() -> list[str]:
        with app.app_context():
            row = sa.select(states.place_on_desk_column(), states.place_column())
            from_sql = db.session.execute(row.select_from(the_question(asked).__class__)).one()
            question = the_question(asked)
            assert from_sql == (states.place_on_desk(question), states.place(question))
            return [*from_sql]

    assert places() == ["published", "published"]
    assistant.post(f"desk/{asked.number}/correction", WHY)
    assert places() == ["being_written", "published"]
    assistant.post(f"desk/{asked.number}/answer", sheet(saves="1", hand_in="1"))
    assert places() == ["in_review", "published"]
    head.post(f"desk/{asked.number}/approval", {"saves": "2"})
    assert places() == ["approved", "published"]
    head.post(f"desk/{asked.number}/publication")
    assert places() == ["published", "published"]
    head.post(f"desk/{asked.number}/retraction", WHY)
    assert places() == ["retracted", "retracted"]


def test_each_version_has_its_address_and_the_old_one_leads_to_the_new(corrected, stranger) -> None:
    asked = corrected()

    newest = stranger.get(f"questions/{asked.number}?lang=en").text
    first = stranger.get(f"questions/{asked.number}/versions/1?lang=en").text
    second = stranger.get(f"questions/{asked.number}/versions/2?lang=en").text

    assert "Căn cứ Điều 5" in newest
    assert "Căn cứ Điều 4" not in newest
    assert "Căn cứ Điều 4" in first
    assert "This version was replaced at" in first
    assert f'href="{BASE}/questions/{asked.number}/versions/2"' in first
    assert "Căn cứ Điều 5" in second
    assert "This version was replaced" not in second
    assert WHY["reason"] in second
    assert f"/questions/{asked.number}/versions/2" in re.search("Cite as.*", newest).group()


def test_the_difference_is_read_without_colour(corrected, stranger) -> None:
    asked = corrected()

    page = stranger.get(f"questions/{asked.number}/versions/2?lang=en").text

    gone, new = re.search("<del>.*?</del>", page).group(), re.search("<ins>.*?</ins>", page).group()
    assert re.sub("<[^>]+>", "", gone) == "[taken out: 4]"
    assert re.sub("<[^>]+>", "", new) == "[put in: 5]"


def test_only_published_versions_have_an_address(questions, cast, stranger) -> None:
    asked, draft = questions.published(), questions.drafted()
    head = cast.head("shtt")
    head.post(f"desk/{asked.number}/correction", WHY)

    for path in (f"{asked.number}/versions/2", f"{asked.number}/versions/0", "99/versions/1"):
        assert stranger.get(f"questions/{path}").status_code == 404
        assert head.get(f"questions/{path}").status_code == 404
    assert head.get(f"questions/{draft.number}/versions/1").status_code == 404
    assert stranger.get(f"questions/{asked.number}/versions/1").status_code == 200


def test_published_bytes_never_change(app, questions, cast) -> None:
    asked = questions.published()
    untouched = questions.drafted()
    with app.app_context():
        answer_id = the_question(asked).answer.id
        decree_id = the_question(asked).answer.citations[0].decree_id

    of_answer = {"answer_id": answer_id}
    refused = [
        sa.update(Answer).where(Answer.id == answer_id).values(text="x"),
        sa.update(Answer).where(Answer.id == answer_id).values(kind="gap"),
        sa.delete(Answer).where(Answer.id == answer_id),
        sa.update(Citation).filter_by(**of_answer).values(article="9"),
        sa.delete(Citation).filter_by(**of_answer),
        sa.insert(Citation).values(
            **of_answer, decree_id=decree_id, article="9", clause="", point=""
        ),
        sa.delete(Publication),
    ]
    for statement in refused:
        with app.app_context():
            with pytest.raises(sa.exc.DBAPIError):
                db.session.execute(statement)
            db.session.rollback()
    with app.app_context():
        db.session.execute(sa.update(Answer).where(Answer.id != answer_id).values(text="x"))
        assert the_question(untouched).answer.text == "x"
        db.session.rollback()


def test_a_second_correction_waits_for_the_first(questions, cast) -> None:
    asked, assistant = questions.published(), cast.assistant("shtt")
    assistant.post(f"desk/{asked.number}/correction", WHY)

    assert assistant.post(f"desk/{asked.number}/correction", WHY).status_code == 409


@pytest.mark.parametrize("act", ["correction", "retraction"])
@pytest.mark.parametrize("reason", ["", "ngắn", "dài " * 300])
def test_both_need_a_reason(app, questions, cast, act, reason) -> None:
    asked = questions.published()

    answer = cast.head("shtt").post(f"desk/{asked.number}/{act}", {"reason": reason})

    assert answer.status_code == 422
    assert 'id="reason-error"' in answer.text
    with app.app_context():
        assert len(the_question(asked).answers) == 1
        assert db.session.query(Retraction).all() == []


@pytest.mark.parametrize("state", ["taken", "drafted", "submitted", "approved"])
@pytest.mark.parametrize("act", ["correction", "retraction"])
def test_before_publication_there_is_nothing_to_correct(questions, cast, state, act) -> None:
    asked = getattr(questions, state)()

    assert cast.head("shtt").post(f"desk/{asked.number}/{act}", WHY).status_code == 409


def test_who_may_correct_and_who_may_retract(questions, cast, stranger) -> None:
    asked = questions.published()
    asker, moderator, organiser = (
        cast.delegate(asked.asker_id),
        cast.moderator(),
        cast.organiser(),
    )
    people = [
        # who, correct, retract
        (stranger, 403, 403),
        (asker, 403, 403),
        (moderator, 403, 403),
        (cast.head("pc"), 404, 404),
        (cast.assistant("shtt"), 303, 403),
        (organiser, 403, 303),
        (cast.head("shtt"), 409, 409),
    ]

    for browser, correct, retract in people:
        acts = ("correction", "retraction")
        found = [browser.post(f"desk/{asked.number}/{act}", WHY).status_code for act in acts]
        assert found == [correct, retract]


def test_a_retracted_text_is_read_nowhere_and_its_addresses_say_why(
    corrected, cast, stranger
) -> None:
    asked = corrected(text="Câu hỏi có câu trả lời bị thu hồi", answer=ANSWER)
    other_reader = cast.moderator()
    assert "thu hồi" in stranger.get("questions").text

    answer = cast.head("shtt").post(f"desk/{asked.number}/retraction", WHY)

    assert answer.status_code == 303
    for reader in (stranger, other_reader, cast.delegate(asked.asker_id)):
        for path in ("", "/versions/1", "/versions/2", "/live"):
            page = reader.get(f"questions/{asked.number}{path}")
            if page.status_code == 404:
                assert (reader, path) == (stranger, "/live")
                continue
            assert "rà soát hồ sơ" not in page.text
            assert WHY["reason"] in page.text
        for path in ("questions", "questions?q=thu+hoi"):
            assert f'/questions/{asked.number}"' not in reader.get(path).text
    assert "rà soát hồ sơ" in cast.assistant("shtt").get(f"desk/{asked.number}").text


def test_a_new_version_opens_a_retracted_answer_again(corrected, cast, sheet, stranger) -> None:
    asked = corrected()
    head = cast.head("shtt")
    head.post(f"desk/{asked.number}/retraction", WHY)
    assert head.post(f"desk/{asked.number}/retraction", WHY).status_code == 409

    head.post(f"desk/{asked.number}/correction", WHY)
    third = sheet(saves="3", text="Nội dung đã kiểm tra lại", hand_in="1")
    head.post(f"desk/{asked.number}/answer", third)
    head.post(f"desk/{asked.number}/approval", {"saves": "4"})
    head.post(f"desk/{asked.number}/publication")

    page = stranger.get(f"questions/{asked.number}").text
    assert "Nội dung đã kiểm tra lại" in page
    assert "rà soát hồ sơ" not in page
    assert f'/questions/{asked.number}"' in stranger.get("questions").text
    assert "rà soát hồ sơ" not in stranger.get(f"questions/{asked.number}/versions/3").text


def test_askers_of_the_whole_cluster_are_told(app, questions, corrected, cast) -> None:
    from confapp.people.models import User
    from confapp.questions import merging

    asked, other = questions.drafted(), questions.asked("Câu hỏi giống như câu trên kia")
    with app.app_context():
        by = db.session.get_one(User, cast.moderator().user_id)
        merging.merge(
            the_question(other), the_question(asked), reason="Cùng một nội dung", by=by, at=now()
        )
        db.session.commit()
    assistant, head = cast.assistant("shtt"), cast.head("shtt")
    handed_in = {
        "saves": "1",
        "text": ANSWER,
        "kind": "clear",
        "has_no_provision": "y",
        "hand_in": "1",
    }
    assistant.post(f"desk/{asked.number}/answer", handed_in)
    head.post(f"desk/{asked.number}/approval", {"saves": "2"})
    head.post(f"desk/{asked.number}/publication")
    head.post(f"desk/{asked.number}/retraction", WHY)

    with app.app_context():
        told = sa.select(Notice.news, Notice.question_id).where(Notice.reader == "asker")
        rows = db.session.execute(told.order_by(Notice.id)).all()
        assert [row for row in rows if row.news != "merged"] == [
            ("published", asked.id),
            ("published", other.id),
            ("retracted", asked.id),
            ("retracted", other.id),
        ]
        to_department = sa.select(Notice.news).where(Notice.reader == "department")
        assert db.session.scalars(to_department.order_by(Notice.id)).all()[-2:] == [
            "handed_in",
            "retracted",
        ]


@pytest.fixture
def dropped(questions, cast, sheet):
    """A question of which a correction was written and dropped."""

    def made(**told):
        asked, assistant = questions.published(**told), cast.assistant("shtt")
        assistant.post(f"desk/{asked.number}/correction", WHY)
        assistant.post(f"desk/{asked.number}/answer", sheet(saves="1", text=NEW_TEXT))
        drop = f"desk/{asked.number}/correction/drop"
        assert assistant.post(drop, {"saves": "2"}).status_code == 303
        return asked

    return made


def test_a_dropped_correction_changes_nothing_and_stays_as_a_note(
    app, dropped, cast, stranger
) -> None:
    asked, other = dropped(), cast.moderator()

    head = cast.head("shtt")
    page = head.get(f"desk/{asked.number}?lang=en").text
    assert "1 earlier draft, as a note" in page
    assert "Căn cứ Điều 5" in page
    assert "A new version of the published answer." not in page
    for reader in (stranger, other, cast.delegate(asked.asker_id)):
        assert "Căn cứ Điều 4" in reader.get(f"questions/{asked.number}").text
        assert "Căn cứ Điều 5" not in reader.get(f"questions/{asked.number}").text
        assert reader.get(f"questions/{asked.number}/versions/2").status_code == 404
    with app.app_context():
        question = the_question(asked)
        assert question.correction is None
        assert question.answer is question.published_answer
        row = sa.select(states.place_on_desk_column()).select_from(question.__class__)
        assert db.session.scalar(row) == states.place_on_desk(question) == "published"
        logged = db.session.scalars(sa.select(AuditEntry).filter_by(act="drop correction")).one()
        assert logged.details == {"version": 2, "reason": WHY["reason"]}
        news = sa.select(Notice.news).where(Notice.reader == "asker")
        assert db.session.scalars(news).all() == ["published"]


def test_after_a_dropped_correction_another_one_is_made_and_no_old_page_fits_it(
    app, dropped, cast, sheet, stranger
) -> None:
    asked, assistant, head = dropped(), cast.assistant("shtt"), cast.head("shtt")

    assert assistant.post(f"desk/{asked.number}/correction", WHY).status_code == 303

    stale = assistant.post(f"desk/{asked.number}/answer", sheet(saves="2", text="Trang cũ"))
    assert stale.status_code == 409
    drop = assistant.post(f"desk/{asked.number}/correction/drop", {"saves": "2"})
    assert drop.status_code == 409
    third = sheet(saves="3", text="Căn cứ Điều 6.", hand_in="1")
    assert assistant.post(f"desk/{asked.number}/answer", third).status_code == 303
    head.post(f"desk/{asked.number}/approval", {"saves": "4"})
    assert head.post(f"desk/{asked.number}/publication").status_code == 303
    assert "Căn cứ Điều 6" in stranger.get(f"questions/{asked.number}/versions/2").text


def test_a_correction_that_is_handed_in_is_taken_back_before_it_is_dropped(
    questions, cast, sheet
) -> None:
    asked, assistant = questions.published(), cast.assistant("shtt")
    drop = f"desk/{asked.number}/correction/drop"
    assert assistant.post(drop, {"saves": "1"}).status_code == 409
    assistant.post(f"desk/{asked.number}/correction", WHY)
    assistant.post(f"desk/{asked.number}/answer", sheet(saves="1", text=NEW_TEXT, hand_in="1"))
    assert "/correction/drop" not in assistant.get(f"desk/{asked.number}").text

    assert assistant.post(drop, {"saves": "2"}).status_code == 409

    cast.head("shtt").post(f"desk/{asked.number}/return", {"reason": "Không cần đính chính."})
    assert "/correction/drop" in assistant.get(f"desk/{asked.number}").text
    assert assistant.post(drop, {"saves": "2"}).status_code == 303
    assert assistant.post(drop, {"saves": "2"}).status_code == 409


def test_a_correction_dropped_without_a_change_leaves_no_note(questions, cast) -> None:
    asked, assistant = questions.published(), cast.assistant("shtt")
    assistant.post(f"desk/{asked.number}/correction", WHY)

    assistant.post(f"desk/{asked.number}/correction/drop", {"saves": "1"})

    assert "as a note" not in assistant.get(f"desk/{asked.number}?lang=en").text


def test_what_was_typed_into_a_dropped_correction_is_kept_apart_from_the_next(
    questions, cast
) -> None:
    asked, assistant = questions.published(), cast.assistant("shtt")
    desk, kept_as = f"desk/{asked.number}", re.compile(r'<kept-draft key="(answer-[^"]+)"')
    keys = []
    for saves in ("1", "2"):
        assistant.post(f"{desk}/correction", WHY)
        keys += kept_as.findall(assistant.get(desk).text)
        assistant.post(f"{desk}/correction/drop", {"saves": saves})

    assert len(keys) == len(set(keys)) == 2


def test_who_types_while_the_correction_is_dropped_has_the_words_back(dropped, cast, sheet) -> None:
    asked = dropped()

    page = cast.head("shtt").post(f"desk/{asked.number}/answer", sheet(saves="2", text="Đang gõ"))

    assert page.status_code == 409
    assert "Đang gõ" in page.text


def test_while_a_correction_is_written_the_published_text_can_be_retracted(
    questions, cast, stranger
) -> None:
    asked, head = questions.published(), cast.head("shtt")
    head.post(f"desk/{asked.number}/correction", WHY)

    assert f"/desk/{asked.number}/retraction" in head.get(f"desk/{asked.number}").text
    assert head.post(f"desk/{asked.number}/retraction", WHY).status_code == 303
    assert "rà soát hồ sơ" not in stranger.get(f"questions/{asked.number}").text


def test_whoever_writes_or_reads_a_correction_sees_that_the_text_before_is_retracted(
    questions, cast, sheet
) -> None:
    asked, head, assistant = questions.published(), cast.head("shtt"), cast.assistant("shtt")
    why = "Trái với Điều 5 của Nghị định."
    stays, retracted = "The published version stays as it is", f"Why it is retracted: {why}"
    desk = f"desk/{asked.number}?lang=en"
    assistant.post(f"desk/{asked.number}/correction", WHY)
    assert stays in assistant.get(desk).text

    head.post(f"desk/{asked.number}/retraction", {"reason": why})
    written = assistant.get(desk).text
    assistant.post(
        f"desk/{asked.number}/answer", sheet(saves="1", text=NEW_TEXT, kind="gap", hand_in="1")
    )

    read_by_head = head.get(desk).text
    read_for_law = cast.legal().get(f"legal/{asked.number}?lang=en").text
    for page in (written, read_by_head, read_for_law):
        assert retracted in page
        assert stays not in page


def test_what_a_new_version_of_a_retracted_answer_does_is_said_as_it_is(questions, cast) -> None:
    asked, head = questions.published(), cast.head("shtt")
    desk = f"desk/{asked.number}?lang=en"
    stays, is_read = "stays at its address", "What everybody can read stays as it is"
    assert stays in head.get(desk).text

    head.post(f"desk/{asked.number}/retraction", WHY)
    retracted = head.get(desk).text
    head.post(f"desk/{asked.number}/correction", WHY)
    being_written = head.get(desk).text

    assert "the version that was retracted stays closed" in retracted
    assert stays not in retracted
    assert "The answer stays retracted, and nobody gets a letter." in being_written
    assert is_read not in being_written
