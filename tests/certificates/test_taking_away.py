"""The register and its files to take away."""

import zipfile
from io import BytesIO

import pikepdf
import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from confapp.audit import AuditEntry
from confapp.certificates import mending, register_papers
from confapp.certificates.models import Certificate, RegisterPaper
from confapp.clock import now
from confapp.database import db
from confapp.people.models import User
from tests.cast import SLUG
from tests.certificates.conftest import words_in
from tests.certificates.registers import print_registers

ADDRESS = "organise/certificates"


@pytest.fixture
def organiser(cast):
    return cast.organiser()


@pytest.fixture
def three(app, attendees, issue_all, work, by_id):
    """An and Bình have one, Chín's was revoked."""
    attendees.of_both_sessions("Nguyễn Thị Ẩn", post="=1+1")
    attendees.of_both_sessions("Trần Văn Bình", mode="online")
    attendees.of_both_sessions("Lê Thị Chín")
    issue_all(), work()
    with app.app_context():
        third = db.session.scalars(sa.select(Certificate).filter_by(number=3)).one()
        by = db.session.get_one(User, by_id)
        mending.revoke(third, reason="Cấp nhầm", by=by, at=now())
        db.session.commit()


@pytest.fixture
def print_it(app):
    def done() -> None:
        with app.app_context():
            print_registers()

    return done


def test_the_zip_has_every_valid_file_under_a_name_that_people_read(organiser, three):
    answer = organiser.get(f"{ADDRESS}.zip")

    with zipfile.ZipFile(BytesIO(answer.data)) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == [
            "001-GCN-BKHCN Nguyễn Thị Ẩn.pdf",
            "002-GXN-BKHCN Trần Văn Bình.pdf",
        ]
        for name in packed.namelist():
            with pikepdf.open(BytesIO(packed.read(name))) as pdf:
                assert len(pdf.pages) == 1
        own = organiser.get(f"{ADDRESS}/1.pdf").data
        assert packed.read("001-GCN-BKHCN Nguyễn Thị Ẩn.pdf") == own


def test_the_zip_has_only_what_was_searched_for(organiser, three):
    answer = organiser.get(f"{ADDRESS}.zip?q=binh")

    with zipfile.ZipFile(BytesIO(answer.data)) as packed:
        assert packed.namelist() == ["002-GXN-BKHCN Trần Văn Bình.pdf"]


@pytest.mark.parametrize("query", ["?q=khong+co", "?standing=revoked"])
def test_there_is_no_empty_zip(organiser, three, query):
    assert organiser.get(f"{ADDRESS}.zip{query}").status_code == 409


def test_the_zip_asks_the_database_once_for_twenty_files(
    organiser, attendees, issue_all, work, statements
):
    def cost() -> int:
        statements.clear()
        assert organiser.get(f"{ADDRESS}.zip").status_code == 200
        return len(statements)

    attendees.of_both_sessions()
    issue_all(), work()
    of_one = cost()
    for _one in range(19):
        attendees.of_both_sessions()
    issue_all(), work()

    assert cost() == of_one


def test_the_register_as_xlsx_says_what_became_of_each(organiser, three):
    answer = organiser.get(f"{ADDRESS}.xlsx?lang=en")

    heads, *rows = load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True)
    told = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [(one["Certificate number"], one["State"], one["Reason"]) for one in told] == [
        ("001/GCN-BKHCN", "Valid", None),
        ("002/GXN-BKHCN", "Valid", None),
        ("003/GCN-BKHCN", "Revoked", "Cấp nhầm"),
    ]
    assert told[0]["Full name"] == "Nguyễn Thị Ẩn"
    assert told[0]["Position"] == "=1+1"


def test_the_register_on_paper_is_made_in_the_background(organiser, three, print_it):
    address = organiser.post(f"{ADDRESS}/papers").location

    before = (organiser.get(address), organiser.get(f"{address}.pdf").status_code)
    waiting = organiser.get(f"{address}/progress")
    print_it()
    again = organiser.get(f"{address}/progress", headers={"If-None-Match": waiting.headers["ETag"]})
    paper = organiser.get(f"{address}.pdf")

    assert ("<progress" in before[0].text, before[1]) == (True, 404)
    assert f'href="{address}.pdf"' in again.text
    words = words_in(paper.data)
    assert "SỔ CẤP GIẤY CHỨNG NHẬN" in words
    assert "số giấy đã cấp: 3" in words
    assert "Bà Nguyễn Thị Ẩn" in words or "Ông Nguyễn Thị Ẩn" in words
    assert "Thu hồi ngày 13/11/2025" in words
    with pikepdf.open(BytesIO(paper.data)) as pdf:
        assert "/MarkInfo" in pdf.Root


def test_the_paper_of_a_search_has_its_lines_only(organiser, three, print_it):
    address = organiser.post(f"{ADDRESS}/papers?q=binh").location
    print_it()

    words = words_in(organiser.get(f"{address}.pdf").data)
    assert "trong danh sách này: 1" in words
    assert "Nguyễn Thị Ẩn" not in words


def test_a_register_that_was_lost_is_asked_for_again_by_itself_and_one_fault_stops_no_other(
    app, organiser, three
):
    addresses = [organiser.post(f"{ADDRESS}/papers").location for _time in range(2)]
    queue = app.extensions["queue"]
    queue.flush()
    with app.app_context():
        _damage(sa.select(RegisterPaper).order_by(RegisterPaper.id).limit(1))
        register_papers.print_registers()

    while (task := queue.dequeue()) is not None:
        queue.execute(task)

    assert [organiser.get(f"{one}.pdf").status_code for one in addresses] == [404, 200]


def test_a_paper_that_cannot_be_printed_says_so_and_is_asked_for_again(app, organiser, three):
    address = organiser.post(f"{ADDRESS}/papers?q=binh").location
    waiting = organiser.get(f"{address}/progress")
    with app.app_context():
        whole = _damage(sa.select(RegisterPaper))
        with pytest.raises(TypeError):
            register_papers.print_register(whole.id)
        left = RegisterPaper.made_at.is_(None)
        assert db.session.scalars(sa.select(RegisterPaper).where(left)).all() == []

    again = {"If-None-Match": waiting.headers["ETag"]}
    shown = [organiser.get(f"{address}/progress?lang=en", headers=again), organiser.get(address)]

    assert "The register could not be printed at" in shown[0].text
    assert all(f"{ADDRESS}/papers?q=binh" in page.text for page in shown)
    assert not any("<progress" in page.text for page in shown)


def test_a_paper_is_thrown_away_after_a_day(app, organiser, three, print_it):
    organiser.post(f"{ADDRESS}/papers")
    print_it()

    left = []
    for hours in (23, 25):
        with app.app_context():
            row = db.session.scalars(sa.select(RegisterPaper)).one()
            row.asked_at = now() - hours * register_papers.KEPT / 24
            db.session.commit()
            register_papers.throw_away_old_ones()
            left.append(db.session.scalar(sa.select(sa.func.count(RegisterPaper.id))))

    assert left == [1, 0]


def test_whoever_takes_it_away_is_noted(app, organiser, three, print_it):
    address = organiser.post(f"{ADDRESS}/papers").location
    print_it()
    for path in (f"{ADDRESS}.zip", f"{ADDRESS}.xlsx", f"{address}.pdf"):
        organiser.get(path)

    with app.app_context():
        entries = sa.select(AuditEntry.subject).filter_by(act="read").order_by(AuditEntry.id)
        assert db.session.scalars(entries).all() == [
            "2 delegates as ZIP of certificates",
            "3 delegates as XLSX of the register",
            "3 delegates as PDF of the register",
        ]


@pytest.mark.parametrize(
    "written", ["_scheme=javascript", "_anchor=x", "endpoint=x", "event_slug=another"]
)
def test_the_register_hands_on_only_what_it_is_asked_for(organiser, three, written):
    answer = organiser.get(f"{ADDRESS}?standing=valid&{written}")

    assert f'href="/{SLUG}/{ADDRESS}.xlsx?standing=valid"' in answer.text


def _damage(chosen: sa.Select[RegisterPaper]) -> RegisterPaper:
    paper = db.session.scalars(chosen).one()
    paper.choice = {"words": "binh", "unheard": "of"}
    db.session.commit()
    return paper
