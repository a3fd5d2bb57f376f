"""A thousand certificates in the background, while somebody reads the programme."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from statistics import median

import pikepdf
import sqlalchemy as sa
from flask import Flask

from bench._serving import Asked, ask, gunicorn
from confapp import create_app
from confapp.agenda.models import AgendaSession
from confapp.certificates import batches
from confapp.certificates.models import Certificate, CertificateFile
from confapp.checkin.models import CheckIn
from confapp.clock import now
from confapp.database import db
from confapp.events.current import newest
from confapp.people import inviting
from confapp.registration.models import Registration
from confapp.seeding import seed_if_empty
from confapp.settings import ROOT

GIVEN_NAMES = ["An", "Ẩn", "Bình", "Chiến", "Đức", "Hòa", "Khánh", "Lưỡng", "Nghĩa", "Thúy"]
LOOK_EVERY_SECONDS = 0.25
FIRST_PART = 0.2


@dataclass
class Run:
    """What was seen while the workers went on: moments, files, megabytes and milliseconds."""

    seconds: float = 0.0
    made_before: int = 0
    cpu_seconds: float = 0.0
    kills: int = 0
    memory: list[tuple[int, float]] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)


def main(number: int = 1000, *, workers: int = 2, kills: int = 0) -> None:
    with tempfile.TemporaryDirectory() as folder:
        environ = os.environ | {"CONFAPP_DATA_DIR": folder}
        app = create_app({"CONFAPP_DATA_DIR": folder})
        with app.app_context():
            path = _prepare(number)
        with gunicorn("wsgi:app", environ) as port:
            run = _watch(app, environ, Asked(port, path), number, workers, kills)
        with app.app_context():
            _check(number)
            db.engine.dispose()
    _report(run, number, workers)


def _prepare(number: int) -> str:
    from flask_migrate import upgrade

    upgrade()
    seed_if_empty()
    event = db.session.scalars(newest()).one()
    sessions = db.session.scalars(sa.select(AgendaSession).filter_by(event_id=event.id)).all()
    for index in range(number):
        given = GIVEN_NAMES[index % len(GIVEN_NAMES)]
        registration = _registration(index, f"Nguyễn Thị Minh {given}", event.id)
        db.session.add(registration)
        db.session.flush()
        for session in sessions:
            row = CheckIn(registration_id=registration.id, session_id=session.id, at=now())
            row.method = "code"
            db.session.add(row)
    by = inviting.account("ban-to-chuc@example.org", "Ban Tổ chức", at=now())
    batches.start(event, by=by, at=now())
    db.session.commit()
    return f"/{event.slug}/agenda"


def _registration(index: int, full_name: str, event_id: int) -> Registration:
    email = f"dai-bieu-{index}@example.org"
    registration = Registration(
        event_id=event_id,
        full_name=full_name,
        email=email,
        email_key=email,
        submission_id=f"submission-{index:08d}",
        salutation="Bà",
        post="Phó Trưởng phòng",
        organisation="Sở Khoa học và Công nghệ tỉnh Lâm Đồng",
        phone="0900000000",
        mode="online" if index % 3 == 0 else "in_person",
        site="",
        diet="",
        access_needs="",
        language="vi",
        created_at=now(),
        changed_at=now(),
    )
    registration.user = inviting.account(email, full_name, at=now(), is_staff=False)
    registration.index()
    return registration


def _watch(
    app: Flask, environ: dict[str, str], page: Asked, number: int, workers: int, kills: int
) -> Run:
    running = [_worker(environ) for _one in range(workers)]
    # On the day the workers have long been running when somebody asks for certificates.
    while not (made := _made(app)):
        time.sleep(LOOK_EVERY_SECONDS)
    run, begun = Run(made_before=made), time.monotonic()
    while (made := _made(app)) < number:
        run.memory.append((made, max(map(_megabytes, running))))
        run.answers.append(_milliseconds(page))
        if run.kills < kills and made >= (run.kills + 1) * number // (kills + 1):
            run.kills += 1
            victim = running.pop(0)
            run.cpu_seconds += _cpu(victim)
            victim.kill()
            victim.wait()
            running.append(_worker(environ))
        time.sleep(LOOK_EVERY_SECONDS)
    run.seconds = time.monotonic() - begun
    run.cpu_seconds += sum(map(_cpu, running))
    for worker in running:
        worker.terminate()
        worker.wait()
    return run


def _check(number: int) -> None:
    """Stops with a sentence unless there are as many consecutive numbers and files that open."""
    rows = db.session.execute(
        sa.select(Certificate.number, CertificateFile.content).join(Certificate.file)
    ).all()
    if sorted(row[0] for row in rows) != list(range(1, number + 1)):
        raise SystemExit("the numbers are not consecutive")
    for _number, content in rows:
        with pikepdf.open(BytesIO(content)) as pdf:
            if len(pdf.pages) != 1:
                raise SystemExit("a certificate has not one page")


def _report(run: Run, number: int, workers: int) -> None:
    early = max(mb for made, mb in run.memory if made <= number * FIRST_PART)
    late = max(mb for made, mb in run.memory)
    rate = (number - run.made_before) / run.seconds
    print(
        f"issuing\t{number} in {run.seconds:.0f} s with {workers} workers once they had begun: "
        f"{rate:.1f} a second (25 on a quiet machine of two cores), "
        f"{1000 * run.cpu_seconds / number:.0f} ms CPU each in the workers; {run.kills} kill -9"
    )
    print(f"memory\t{early:.0f} MB in the first fifth, {late:.0f} MB at most (at most 250)")
    slow = sorted(run.answers)[int(len(run.answers) * 0.95)]
    print(f"meanwhile\tthe programme in {median(run.answers):.0f} ms, 95 of 100 in {slow:.0f} ms")


def _worker(environ: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "confapp.worker"], env=environ, cwd=ROOT)


def _made(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count(CertificateFile.certificate_id))) or 0


def _megabytes(worker: subprocess.Popen[bytes]) -> float:
    status = Path(f"/proc/{worker.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _cpu(worker: subprocess.Popen[bytes]) -> float:
    fields = Path(f"/proc/{worker.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _milliseconds(page: Asked) -> float:
    begun = time.monotonic()
    ask(page)
    return 1000 * (time.monotonic() - begun)
