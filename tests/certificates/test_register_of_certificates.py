"""The organisers' register."""

import re
from io import BytesIO

import pypdfium2
import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from confapp.certificates import exporting, register, register_printing
from confapp.certificates.models import Certificate, CertificateFailure
from confapp.clock import now
from confapp.database import db
from tests.cast import the_event
from tests.certificates.conftest import words_in
from tests.certificates.signing import BODY

ADDRESS = "organise/certificates"
NAMES = ("Hồ An", "Lê Bình", "Lê Chín", "Lê Dung", "Lê Én", "Lê Giang")
MARK = re.compile(r'<td data-label="File">\s*<span class="state"[^>]*>([^<]*)</span>')


@pytest.fixture
def organiser(cast):
    return cast.organiser()


def names_on(page: str) -> list[str]:
    return re.findall(r"<td data-main><a[^>]*>([^<]+)<", page)


def test_an_organiser_issues_to_all_who_earned_one_and_sees_them(
    organiser, attendees, work, register
):
    an = attendees.of_both_sessions("Nguyễn Văn An")
    attendees.of_the_morning("Trần Thị Bình")

    before = organiser.get(ADDRESS).text
    answer = organiser.post(ADDRESS)
    work()
    batch, after = organiser.get(answer.location).text, organiser.get(ADDRESS).text

    assert "(1)" in before
    assert answer.status_code == 303
    assert register() == [(1, an)]
    assert 'data-tone="done"' in batch
    assert names_on(after) == ["Nguyễn Văn An"]
    assert "001/GCN-BKHCN" in after
    assert f'action="/tap-huan-13-11-2025/{ADDRESS}"' in before
    assert f'action="/tap-huan-13-11-2025/{ADDRESS}"' not in after


def test_pressing_twice_issues_once(organiser, attendees, work, register):
    an = attendees.of_both_sessions()

    answers = [organiser.post(ADDRESS) for _twice in range(2)]
    work()

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert register() == [(1, an)]


def test_an_organiser_opens_any_certificate(organiser, attendees, issue_all):
    attendees.of_both_sessions("Nguyễn Văn An")
    issue_all()

    answer = organiser.get(f"{ADDRESS}/1.pdf")

    assert answer.mimetype == "application/pdf"
    assert "Nguyễn Văn An" in words_in(answer.data)
    assert organiser.get(f"{ADDRESS}/2.pdf").status_code == 404


def test_the_register_is_searched_by_number_name_and_place_without_marks(
    organiser, attendees, issue_all
):
    attendees.of_both_sessions("Nguyễn Thị Thúy", organisation="Sở KH&CN tỉnh Cao Bằng")
    attendees.of_both_sessions("Trần Văn Bình", phone="0912000002")
    issue_all()

    found = {
        words: names_on(organiser.get(ADDRESS, query_string={"q": words}).text)
        for words in ("thuy", "cao bang", "2", "002/GXN", "0912000002", "khong co")
    }

    thuy, binh = ["Nguyễn Thị Thúy"], ["Trần Văn Bình"]
    assert found == {
        "thuy": thuy,
        "cao bang": thuy,
        "2": thuy,
        "002/GXN": thuy,
        "0912000002": binh,
        "khong co": [],
    }


@pytest.fixture
def papers(app, attendees, issue_all, sign, pdf_of, cast, organiser):
    """Signed, printed, not printable, not printed, of who is forgotten, and revoked before that."""
    ids = [attendees.of_both_sessions(name) for name in NAMES]
    issue_all()
    with app.app_context():
        numbers = sa.select(Certificate.id).order_by(Certificate.number)
        _signed, _printed, failed, *_ = db.session.scalars(numbers).all()
        db.session.add(CertificateFailure(certificate_id=failed, at=now()))
        db.session.commit()
    sign(most=1)
    pdf_of(2)
    cast.delegate(ids[4]).post("me/data/deletion")
    organiser.post(f"{ADDRESS}/6/revocation", {"reason": "Cấp nhầm cho người khác."})


def test_the_register_says_and_filters_what_there_is_of_each_paper(organiser, papers):
    pages = {
        state: organiser.get(f"{ADDRESS}?lang=en&paper={state}").text
        for state in ("signed", "unsigned", "failed", "waiting", "gone", "none")
    }

    numbers = {state: re.findall(r">(\d{3}/GCN-BKHCN)</a></td>", pages[state]) for state in pages}
    marks = {state: MARK.findall(pages[state]) for state in pages}
    assert numbers == {
        "signed": ["001/GCN-BKHCN"],
        "unsigned": ["002/GCN-BKHCN"],
        "failed": ["003/GCN-BKHCN"],
        "waiting": ["004/GCN-BKHCN"],
        "gone": ["005/GCN-BKHCN"],
        "none": ["006/GCN-BKHCN"],
    }
    assert marks == {
        "signed": ["Signed digitally"],
        "unsigned": ["Not signed digitally"],
        "failed": ["Could not be printed"],
        "waiting": ["Not printed yet"],
        "gone": ["Not kept: the data are deleted"],
        "none": ["None was made"],
    }


def test_the_registers_one_takes_away_say_so_too(app, organiser, papers):
    table = load_workbook(BytesIO(organiser.get(f"{ADDRESS}.xlsx?lang=en").data)).active
    heads, *rows = table.iter_rows(values_only=True)
    with app.app_context():
        sheet = register_printing.sheet_of(
            the_event(),
            exporting.chosen(the_event(), register.ALL),
            dated=the_event().starts_on,
            is_whole=True,
        )

    told = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [(one["File"], one["Signed by"]) for one in told] == [
        ("Signed digitally", BODY),
        ("Not signed digitally", None),
        ("Could not be printed", None),
        ("Not printed yet", None),
        ("Not kept: the data are deleted", None),
        ("None was made", None),
    ]
    assert told[0]["Signed at"] is not None
    assert [line.remark for line in sheet.lines] == [
        "Đã ký số ngày 13/11/2025",
        "Chưa ký số",
        "Chưa lập được tệp",
        "Chưa lập tệp",
        "Không lưu tệp",
        "Thu hồi ngày 13/11/2025; không có tệp",
    ]


def test_the_page_of_one_that_failed_says_when_it_was_tried(organiser, papers):
    page = organiser.get(f"{ADDRESS}/3?lang=en").text

    assert "Could not be printed" in page
    assert "Last tried at" in page


def test_an_empty_register_says_what_it_takes(organiser, attendees):
    attendees.of_the_morning()

    page = organiser.get(ADDRESS).text

    assert 'class="empty"' in page
    assert "<table" not in page


def test_only_organisers_see_the_register(cast, attendees, issue_all, stranger, register):
    an = attendees.of_both_sessions()
    issue_all()
    attendees.of_both_sessions("Trần Thị Bình")
    people = {
        "desk": cast.desk(),
        "moderator": cast.moderator(),
        "delegate": cast.delegate(an),
        "stranger": stranger,
    }
    seen = {who: one.get(ADDRESS).status_code for who, one in people.items()}
    done = {who: one.post(ADDRESS).status_code for who, one in people.items()}

    assert seen == {"desk": 403, "moderator": 403, "delegate": 403, "stranger": 302}
    assert done == {"desk": 403, "moderator": 403, "delegate": 403, "stranger": 403}
    assert register() == [(1, an)]


def test_to_anybody_else_there_is_no_such_paper(cast, attendees, issue_all, organiser):
    attendees.of_both_sessions()
    issue_all()
    another = cast.delegate(attendees.of_both_sessions("Trần Thị Bình"))

    papers = [another.get(f"{ADDRESS}/{number}.pdf").status_code for number in (1, 2)]

    assert organiser.get(f"{ADDRESS}/1.pdf").status_code == 200
    assert papers == [404, 404]


def test_the_register_asks_as_little_of_the_database_for_thirty_as_for_one(
    organiser, attendees, issue_all, statements
):
    def cost() -> int:
        statements.clear()
        assert organiser.get(ADDRESS).status_code == 200
        return len(statements)

    attendees.of_both_sessions()
    issue_all()
    of_one = cost()
    for _one in range(29):
        attendees.of_both_sessions()
    issue_all()

    assert cost() == of_one


def test_the_signature_of_the_register_never_stands_alone_on_a_page(app):
    with app.test_request_context():
        papers = [register_printing.print_sheet(_sheet_with(lines)) for lines in range(5, 10)]

    assert [_lines_beside_the_signature(paper) for paper in papers] == [5, 1, 1, 1, 1]


def _sheet_with(lines: int) -> register_printing.Sheet:
    line = register_printing.Line(
        number="001/GCN-BKHCN",
        name="Bà Vũ An",
        post="Chuyên viên",
        organisation="Sở Khoa học và Công nghệ tỉnh Gia Lai",
        kind="Giấy chứng nhận",
        issued_on="13/11/2025",
        remark="Chưa ký số",
    )
    return register_printing.Sheet(
        parent_body="",
        issuing_body="Bộ Khoa học và Công nghệ",
        dated="Hà Nội, ngày 13 tháng 11 năm 2025",
        event_title="Hội nghị tập huấn",
        when="ngày 13 tháng 11 năm 2025",
        is_whole=True,
        lines=(line,) * lines,
        signer_lines=("TL. BỘ TRƯỞNG", "VỤ TRƯỞNG VỤ PHÁP CHẾ"),
        signer_name="Nguyễn Như Quỳnh",
    )


def _lines_beside_the_signature(paper: bytes) -> int:
    with pypdfium2.PdfDocument(BytesIO(paper)) as document:
        words = document[len(document) - 1].get_textpage().get_text_range()
    assert "Nguyễn Như Quỳnh" in words
    return words.count("001/GCN-BKHCN")
