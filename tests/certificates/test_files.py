"""The PDF is made once and then always the same."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa

from confapp.certificates import files
from confapp.certificates.models import Certificate, CertificateFile
from confapp.database import db
from tests.cast import the_event
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


def test_the_worker_makes_the_files_that_are_missing(app, attendees, issue_all, pdf_of, kept):
    for name in ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chín"):
        attendees.of_both_sessions(name)
    issue_all()
    second = pdf_of(2)

    with app.app_context():
        files.make_files(the_event().id)

    assert [number for number, _content, _hash in kept()] == [1, 2, 3]
    assert kept()[1][1] == second


def test_files_that_a_lost_job_left_behind_are_made_later(app, attendees, issue_all, clock, kept):
    clock(17, 0)
    attendees.of_both_sessions()
    issue_all()

    made = []
    for minute in (5, 11):
        clock(17, minute)
        with app.app_context():
            files.make_lost_files()
        made.append(len(kept()))

    assert made == [0, 1]
