"""Printed cards of a department's open questions, read back from the paper."""

import pypdfium2
import pytest
import sqlalchemy as sa
import zxingcpp

from confapp.audit import AuditEntry
from confapp.clock import now
from confapp.database import db
from confapp.questions.models import Attachment, Question, Reference

MM_PER_POINT = 25.4 / 72
LONG = "Đề nghị hướng dẫn việc chuyển tiếp hồ sơ nhãn hiệu nộp trước ngày 01 tháng 7 năm 2025. "


def pages_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return [" ".join(text.split()) for text in texts]


def codes_on(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        pictures = [page.render(scale=150 / 72).to_pil() for page in document]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


@pytest.fixture
def cards(cast):
    """The cards of the department of intellectual property, as its head prints them."""

    def printed() -> bytes:
        answer = cast.head("shtt").get("desk/cards.pdf")
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
        return answer.data

    return printed


def test_each_open_question_has_a_card_with_all_a_head_needs(questions, cards) -> None:
    asked = questions.taken("Xin hỏi về hồ sơ chuyển tiếp?", full_name="Bùi Thị Nhạn")
    questions.published("Câu hỏi đã có trả lời công bố.")

    pdf = cards()

    [page] = pages_of(pdf)
    for words in ("HĐ-0001", "Sở hữu trí tuệ", "Lâm Đồng", "Xin hỏi về hồ sơ chuyển tiếp?"):
        assert words in page
    assert "Trả lời trước 09:00 ngày 17/11/2025" in page
    assert "Ý kiến trả lời của lãnh đạo đơn vị" in page
    assert "Nhạn" not in page
    assert codes_on(pdf) == [f"http://localhost/tap-huan-13-11-2025/desk/{asked.number}"]
    with pypdfium2.PdfDocument(pdf) as document:
        assert [round(side * MM_PER_POINT) for side in document[0].get_size()] == [148, 210]


def test_the_card_says_what_came_with_the_question(app, questions, cards) -> None:
    asked = questions.taken()
    with app.app_context():
        parts = {"article": "29", "clause": "2", "point": ""}
        question = db.session.get_one(Question, asked.id)
        question.reference_given = Reference(document="Nghị định 133/2025/NĐ-CP", **parts)
        question.attachment = Attachment(
            name="a.pdf", kind="pdf", size=9, sha256="0" * 64, storage_key="0" * 40, at=now()
        )
        db.session.commit()

    [page] = pages_of(cards())

    assert "Về quy định: khoản 2, Điều 29, Nghị định 133/2025/NĐ-CP" in page
    assert "Câu hỏi có tệp gửi kèm" in page


def test_a_name_stands_on_the_card_only_if_it_is_shown(questions, cards) -> None:
    questions.asked(shows_name=True, full_name="Bùi Thị Nhạn")

    assert "Bùi Thị Nhạn" in pages_of(cards())[0]


def test_a_question_of_1500_characters_goes_on_to_a_second_card(app, questions, cards) -> None:
    text = (LONG * 20)[:1499] + "?"
    asked = questions.asked(text)

    pages = pages_of(cards())

    assert len(pages) == 2
    assert "HĐ-0001 (tiếp theo)" in pages[1]
    assert "tiếp theo" not in pages[0]
    with app.app_context():
        words = db.session.get_one(Question, asked.id).text.split()
    printed = " ".join(pages)
    assert printed.count("Đề nghị hướng dẫn") == text.count("Đề nghị hướng dẫn")
    assert words[-1] in printed
    assert "Ký tên" in pages[1]


def test_every_question_begins_a_card_of_its_own(questions, cards) -> None:
    for number in range(3):
        questions.asked(f"Câu hỏi ngắn số {number} về nhãn hiệu")

    pages = pages_of(cards())

    assert [f"Câu hỏi ngắn số {n}" in page for n, page in enumerate(pages)] == [True] * 3


def test_a_department_without_open_questions_gets_a_card_that_says_so(questions, cards) -> None:
    questions.published()

    assert "Không có câu hỏi nào đang chờ đơn vị trả lời." in pages_of(cards())[0]


def test_the_paper_is_vietnamese_whatever_the_visitor_reads(questions, cast) -> None:
    questions.asked()

    answer = cast.head("shtt").get("desk/cards.pdf?lang=en")

    assert "ngày" in pages_of(answer.data)[0]


def test_printing_is_for_the_department_and_the_organisers_and_is_noted(
    app, questions, cast, things, stranger
) -> None:
    questions.asked()

    assert stranger.get("desk/cards.pdf").status_code == 302
    assert cast.delegate(things.registration()).get("desk/cards.pdf").status_code == 403
    assert cast.head("pc").get("desk/cards.pdf?department=shtt").status_code == 404
    assert cast.assistant("shtt").get("desk/cards.pdf").status_code == 200
    organiser = cast.organiser()
    assert organiser.get("desk/cards.pdf?department=shtt").status_code == 200
    with app.app_context():
        prints = db.session.scalars(sa.select(AuditEntry).filter_by(act="print")).all()
        assert prints[-1].user_id == organiser.user_id
        assert len(prints) == 2


def test_many_cards_cost_no_more_statements_than_one(questions, cast, statements) -> None:
    head = cast.head("shtt")
    questions.asked()
    head.get("desk/cards.pdf")
    statements.clear()
    head.get("desk/cards.pdf")
    few = len(statements)
    for _ in range(29):
        questions.asked()

    statements.clear()
    pdf = head.get("desk/cards.pdf").data

    assert len(pages_of(pdf)) == 30
    assert len(statements) == few
