"""The PDF is made once and then always the same."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa

from confapp.certificates import files
from confapp.certificates.models import Certificate, CertificateFile
from confapp.clock import now
from confapp.database import db
from tests.certificates.conftest import words_in


@pytest.fixture
def kept(app):
    """Number, content and fingerprint of each file."""

    def rows() -> list[tuple[int, bytes, str]]:
        with app.app_context():
            found = sa.select(
                Certificate.number, CertificateFile.content, CertificateFile.sha256
            ).join(Certificate.file)
            return [tuple(row) for row in db.session.execute(found.order_by(Certificate.number))]

    return rows


def test_a_certificate_is_printed_once_and_kept(attendees, issue_all, pdf_of, kept):
    attendees.of_both_sessions("Nguyễn Thị Thúy")
    issue_all()

    first, second = pdf_of(1), pdf_of(1)

    assert first == second
    assert kept() == [(1, first, hashlib.sha256(first).hexdigest())]
    assert "Nguyễn Thị Thúy" in words_in(first)
    assert "001/GCN-BKHCN" in words_in(first)


def test_who_ask_for_it_at_once_get_the_same_bytes(attendees, issue_all, pdf_of, kept):
    attendees.of_both_sessions()
    issue_all()
    start = Barrier(4)

    def ask(_one: int) -> bytes:
        start.wait()
        return pdf_of(1)

    with ThreadPoolExecutor(4) as pool:
        came = set(pool.map(ask, range(4)))

    assert len(came) == 1
    assert [content for _number, content, _hash in kept()] == list(came)


def test_the_worker_makes_the_files_that_are_missing(attendees, issue_all, work, pdf_of, kept):
    for name in ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chín"):
        attendees.of_both_sessions(name)
    issue_all()
    second = pdf_of(2)

    work()

    assert [number for number, _content, _hash in kept()] == [1, 2, 3]
    assert kept()[1][1] == second


def test_a_file_and_what_was_printed_are_never_changed(app, attendees, issue_all, pdf_of):
    attendees.of_both_sessions()
    issue_all()
    pdf_of(1)
    changes = [
        sa.update(CertificateFile).values(content=b"%PDF-another"),
        sa.update(Certificate).values(printed={"number": "999/GCN-BKHCN"}),
        sa.update(Certificate).values(number=2),
        sa.update(Certificate).values(code="A" * 16),
    ]

    for change in changes:
        with app.app_context(), pytest.raises(sa.exc.DatabaseError):
            db.session.execute(change)


def test_a_delegate_who_is_forgotten_meanwhile_leaves_no_paper(app, attendees, issue_all, kept):
    attendees.of_both_sessions()
    issue_all()

    with app.app_context():
        certificate = db.session.scalars(sa.select(Certificate)).one()
        file, event_id = files.file_of(certificate.id, b"%PDF", at=now()), certificate.event_id
        certificate.registration = None
        db.session.commit()
        files.keep(file, event_id)

    assert kept() == []


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("Nguyễn Thị Thuỳ Trang", "015-GCN-BKHCN Nguyễn Thị Thuỳ Trang.pdf"),
        ("../../etc/passwd", "015-GCN-BKHCN ..-..-etc-passwd.pdf"),
        ('An "A\\B" <b>?*|:', "015-GCN-BKHCN An -A-B- -b-----.pdf"),
        ("An\n\u202eBình\x00", "015-GCN-BKHCN AnBình.pdf"),
    ],
)
def test_a_file_has_a_name_that_every_system_takes(name, kept_as):
    assert files.file_name("015/GCN-BKHCN", name) == kept_as


def test_a_very_long_name_is_cut_between_two_letters():
    name = files.file_name("015/GCN-BKHCN", "Ệ" * 100)

    assert len(name.encode()) <= 200
    assert set(name.removeprefix("015-GCN-BKHCN ").removesuffix(".pdf")) == {"Ệ"}
