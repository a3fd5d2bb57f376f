"""A worker that is killed again and again while it makes certificates leaves nothing half done."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
import sqlalchemy as sa

from confapp.certificates import batches
from confapp.certificates.models import Certificate, CertificateFile
from confapp.clock import now
from confapp.database import db
from confapp.mail.models import Message
from confapp.people.models import User
from tests.cast import the_event

DELEGATES = 60
KILLS = 10
PATIENCE_SECONDS = 120


@pytest.fixture
def made(app) -> Callable[[], int]:
    def number() -> int:
        with app.app_context():
            return db.session.scalar(sa.select(sa.func.count(CertificateFile.certificate_id)))

    return number


def test_ten_kills_leave_consecutive_numbers_files_that_open_and_a_letter_each(
    app, environ, attendees, by_id, made
) -> None:
    for number in range(DELEGATES):
        attendees.of_both_sessions(f"Nguyễn Văn An {number:03d}")
    with app.app_context():
        batches.start(the_event(), by=db.session.get_one(User, by_id), at=now())
        db.session.commit()

    for kill in range(1, KILLS + 1):
        worker = a_worker(environ)
        await_that(lambda kill=kill: made() >= kill * DELEGATES // (KILLS + 2), worker)
        worker.kill()
        worker.wait()
    worker = a_worker(environ)
    await_that(lambda: made() == DELEGATES and is_closed(app), worker)
    worker.terminate()
    worker.wait()

    with app.app_context():
        rows = db.session.execute(
            sa.select(Certificate.number, CertificateFile.content).join(Certificate.file)
        ).all()
        assert sorted(number for number, _content in rows) == list(range(1, DELEGATES + 1))
        assert {pages_of(content) for _number, content in rows} == {1}
        recipients = db.session.scalars(sa.select(Message.recipient)).all()
        assert (len(recipients), len(set(recipients))) == (DELEGATES, DELEGATES)


def a_worker(environ: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "confapp.worker"], env=os.environ | environ)


def await_that(is_so: Callable[[], bool], worker: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert worker.poll() is None
        assert time.monotonic() < deadline
        try:
            worker.wait(0.05)
        except subprocess.TimeoutExpired:
            continue


def is_closed(app) -> bool:
    with app.app_context():
        return not db.session.scalars(batches.unfinished(the_event())).all()


def pages_of(content: bytes) -> int:
    with pikepdf.open(BytesIO(content)) as pdf:
        return len(pdf.pages)
