"""What helps to answer stands beside the editor: the cluster, notes, and earlier answers."""

import pytest

from confapp.clock import now
from confapp.database import db
from confapp.people.models import User
from confapp.questions import accepting, earlier_answers, merging, offering, owning, splitting
from confapp.questions.models import Citation, Reference
from tests.questions.conftest import PDF, the_question, the_user
from tests.questions.making import department_of, first_decree

BASE = "/tap-huan-13-11-2025"
MARKS = "Sở có được ủy quyền cho cấp phòng tiếp nhận hồ sơ nhãn hiệu hay không?"


@pytest.fixture
def moderated(app, cast):
    """Lets a moderator act on questions."""

    def act(rule) -> None:
        moderator_id = cast.moderator().user_id
        with app.app_context():
            rule(db.session.get_one(User, moderator_id))
            db.session.commit()

    return act


def test_similar_answers_are_found_without_marks_the_nearest_first(questions, inside) -> None:
    near = questions.published("So co duoc uy quyen cho cap phong tiep nhan ho so nhan hieu khong")
    nearer = questions.published("Xin hỏi: " + MARKS)
    questions.published("Kinh phí đào tạo về năng lượng nguyên tử lấy từ nguồn nào?")
    questions.drafted(MARKS)
    asked = questions.taken(MARKS)

    found = db.session.scalars(earlier_answers.like(the_question(asked))).all()

    assert [one.question_id for one in found] == [nearer.id, near.id]


def test_who_cites_the_same_article_is_found_too(questions, inside, cast) -> None:
    same = questions.published("Kinh phí đào tạo lấy từ nguồn nào?")
    asked = questions.drafted("Thời hạn cấp phép là bao nhiêu ngày?")
    other = questions.drafted("Lệ phí nộp vào tài khoản nào vậy?")
    the_question(other).answer.citations = [
        Citation(document=first_decree(), article="99", clause="", point="")
    ]
    db.session.flush()

    found = db.session.scalars(earlier_answers.like(the_question(asked))).all()
    none = db.session.scalars(earlier_answers.like(the_question(other))).all()

    assert [one.question_id for one in found] == [same.id]
    assert none == []


def test_only_the_newest_and_what_is_not_retracted_is_offered(questions, cast, sheet, inside):
    asked, old = questions.taken(MARKS), questions.published(MARKS)
    head = cast.head("shtt")
    head.post(f"desk/{old.number}/correction", {"reason": "Nghị định đã sửa đổi."})
    new = sheet(saves="1", text="Nội dung mới", hand_in="1")
    head.post(f"desk/{old.number}/answer", new)
    head.post(f"desk/{old.number}/approval", {"saves": "2"})
    head.post(f"desk/{old.number}/publication")

    def found() -> list[str]:
        db.session.rollback()
        return [one.text for one in db.session.scalars(earlier_answers.like(the_question(asked)))]

    assert found() == ["Nội dung mới"]
    head.post(f"desk/{old.number}/retraction", {"reason": "Căn cứ đã hết hiệu lực."})
    assert found() == []


def test_the_page_offers_them_to_take_along_and_searches_others(questions, cast) -> None:
    asked, near = questions.taken(MARKS), questions.published(MARKS)
    far = questions.published("Kinh phí đào tạo lấy từ nguồn nào?")
    head = cast.head("shtt")

    page = head.get(f"desk/{asked.number}").text
    searched = head.get(f"desk/{asked.number}?q=kinh+phi").text

    assert f'{BASE}/questions/{near.number}"' in page
    assert f'{BASE}/questions/{far.number}"' not in page
    assert 'data-text="&gt; Căn cứ Điều 4' in page
    assert '|4|1|"' in page
    assert f'{BASE}/questions/{far.number}"' in searched
    assert f'{BASE}/questions/{near.number}"' not in searched


def test_the_page_asks_the_database_as_often_for_five_answers_as_for_one(
    questions, cast, statements
) -> None:
    asked = questions.taken(MARKS)

    def counted() -> int:
        head = cast.head("shtt")
        statements.clear()
        assert head.get(f"desk/{asked.number}").status_code == 200
        return len(statements)

    questions.published(MARKS)
    few = counted()
    for _more in range(4):
        questions.published(MARKS)
    assert counted() == few


def test_merged_questions_their_provinces_and_drafts_are_shown(
    app, questions, cast, moderated
) -> None:
    asked = questions.taken("Câu hỏi chính về nhãn hiệu")
    other = questions.drafted("Câu hỏi của tỉnh khác cũng về nhãn hiệu", answer="Nháp cũ")

    moderated(
        lambda by: merging.merge(
            the_question(other), the_question(asked), reason="Cùng một nội dung", by=by, at=now()
        )
    )

    page = cast.head("shtt").get(f"desk/{asked.number}?lang=en").text
    assert "Câu hỏi của tỉnh khác cũng về nhãn hiệu" in page
    assert "1 question is merged into this one" in page
    assert "2 people also ask" in page
    assert "1 earlier draft, as a note" in page
    assert "Nháp cũ" in page


def test_what_came_with_a_merged_question_is_read_by_who_answers_the_other(
    questions, cast, moderated, attach, stranger
) -> None:
    asked, other, apart = questions.taken(), questions.sent(), questions.sent()
    for one in (other, apart):
        attach(one)
    moderated(
        lambda by: merging.merge(
            the_question(other), the_question(asked), reason="Cùng một nội dung", by=by, at=now()
        )
    )
    head, path = cast.head("shtt"), f"desk/{asked.number}/beside/{other.number}/attachment"

    assert f'href="{BASE}/{path}"' in head.get(f"desk/{asked.number}").text
    assert head.get(path).data == PDF
    assert head.get(f"desk/{asked.number}/beside/{apart.number}/attachment").status_code == 404
    assert head.get(f"desk/{asked.number}/beside/{asked.number}/attachment").status_code == 404
    others = (cast.head("pc"), cast.delegate(asked.asker_id), stranger)
    assert [one.get(path).status_code for one in others] == [404, 403, 302]
    moderated(lambda by: merging.unmerge(the_question(other), by=by, at=now()))
    assert head.get(path).status_code == 404


def test_what_came_with_a_question_is_read_by_who_answers_either_part_of_it(
    app, questions, cast, moderated, attach
) -> None:
    asked, apart = questions.taken(), questions.sent()
    for one in (asked, apart):
        attach(one)
    with app.app_context():
        the_question(asked).reference_given = Reference(
            document="Nghị định 133/2025/NĐ-CP", article="29", clause="2", point=""
        )
        db.session.commit()
    numbers = []

    def split(by) -> None:
        child = splitting.split(
            the_question(asked),
            text=MARKS,
            department=department_of("shtt"),
            other_text=f"{MARKS} Và thời hạn?",
            other_department=department_of("pc"),
            by=by,
            at=now(),
        )
        numbers.append(child.number)

    moderated(split)

    [number], head = numbers, cast.head("pc")
    path = f"desk/{number}/beside/{asked.number}/attachment"
    page = head.get(f"desk/{number}").text
    assert f'href="{BASE}/{path}"' in page
    assert "khoản 2, Điều 29, Nghị định 133/2025/NĐ-CP" in page
    assert head.get(path).data == PDF
    assert head.get(f"desk/{number}/beside/{apart.number}/attachment").status_code == 404
    assert cast.head("vt").get(path).status_code == 404


def test_the_page_asks_the_database_as_often_for_four_merged_questions_as_for_one(
    questions, cast, moderated, statements
) -> None:
    asked = questions.taken()

    def counted(one) -> int:
        moderated(
            lambda by: merging.merge(
                the_question(one), the_question(asked), reason="Cùng một nội dung", by=by, at=now()
            )
        )
        head = cast.head("shtt")
        statements.clear()
        assert head.get(f"desk/{asked.number}").status_code == 200
        return len(statements)

    few, *_between, many = [counted(questions.sent()) for _more in range(4)]

    assert few == many


def test_what_an_earlier_owner_left_is_a_note_and_no_answer(
    app, questions, cast, moderated
) -> None:
    asked = questions.drafted("Câu hỏi chuyển đơn vị khác", answer="Nháp của đơn vị cũ")

    def move(by) -> None:
        offering.move(
            the_question(asked), department_of("pc"), reason="Thuộc đơn vị khác", by=by, at=now()
        )

    moderated(move)
    new_head = cast.head("pc")
    with app.app_context():
        owning.take(the_question(asked), by=the_user(new_head), at=now())
        db.session.commit()
        assert the_question(asked).answer is None

    page = new_head.get(f"desk/{asked.number}").text
    assert "Nháp của đơn vị cũ" in page
    assert '<textarea aria-describedby="text-hint text-count" class="sheet" id="text"' in page
    assert (
        "Nháp của đơn vị cũ"
        not in cast.delegate(asked.asker_id).get(f"questions/{asked.number}").text
    )


def test_who_assists_drafts_and_only_the_accountable_one_hands_in(
    app, questions, cast, sheet, moderated
) -> None:
    asked = questions.sent("Câu hỏi cần hai đơn vị cùng soạn")

    def offer(by) -> None:
        question = the_question(asked)
        accepting.note_acceptance(question, domain=question.domain, by=by, at=now())
        offering.offer(
            question, department_of("shtt"), assisting=[department_of("pc")], by=by, at=now()
        )

    moderated(offer)
    lead, helper = cast.assistant("shtt"), cast.assistant("pc")
    lead.post(f"desk/{asked.number}/ownership")

    assert helper.post(f"desk/{asked.number}/answer", sheet()).status_code == 303
    page = helper.get(f"desk/{asked.number}").text
    assert 'name="hand_in"' not in page
    assert f'{BASE}/desk?department=pc"' in page
    again = sheet(saves="1", hand_in="1")
    assert helper.post(f"desk/{asked.number}/answer", again).status_code == 403
    assert lead.post(f"desk/{asked.number}/answer", again).status_code == 303
