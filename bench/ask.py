"""Asking from 32 clients on SQLite: at least 150 durable questions a second, p99 under 300 ms."""

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

import sqlalchemy as sa

from bench._serving import gunicorn, read_answer
from confapp import create_app
from confapp.clock import now
from confapp.database import db
from confapp.events import current
from confapp.events.models import Province
from confapp.people import inviting, signing_in
from confapp.questions.models import Question
from confapp.registration.models import Registration
from confapp.settings import ROOT

AT_LEAST, MOST_MILLISECONDS = 150, 300
CLIENTS, SECONDS = 32, 6.0
# What is asked before, on the same connections, does not count.
WARM_UP_SECONDS = 1.0
# Each may ask five times in five minutes.
DELEGATES, EACH = 640, 5
WORDS = "Sở có được ủy quyền cho cấp phòng tiếp nhận hồ sơ số {number} hay không?"
ASK = "/tap-huan-13-11-2025/questions/new"
PREPARE = (
    "from flask_migrate import upgrade; from confapp import create_app; "
    "from confapp.seeding import seed_if_empty\n"
    "with create_app().app_context(): upgrade(); seed_if_empty()"
)

_numbers = count(1)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environ = os.environ | {"CONFAPP_DATA_DIR": folder}
        subprocess.run([sys.executable, "-c", PREPARE], env=environ, cwd=ROOT, check=True)
        cookies = _delegates(folder)
        with gunicorn("wsgi:app", environ) as port:
            answers, seconds = _ask_for(port, cookies)
        kept = _kept(folder)
    _tell(answers, seconds, kept)


def _delegates(folder: str) -> list[str]:
    """The cookies of delegates who have signed in."""
    app = create_app({"CONFAPP_DATA_DIR": folder, "CONFAPP_BASE_URL": "http://localhost"})
    with app.app_context():
        event = db.session.scalars(current.newest()).one()
        event.questions_close_at = now().replace(year=now().year + 1)
        provinces = db.session.scalars(sa.select(Province)).all()
        signed_in = []
        for number in range(DELEGATES):
            user = inviting.account(f"dai-bieu-{number}@example.org", "Nguyễn An", at=now())
            registration = _registration(number, provinces[number % len(provinces)])
            registration.user, registration.event = user, event
            registration.index()
            db.session.add(registration)
            signed_in.append(signing_in.start(user, at=now()))
        db.session.commit()
        tokens = [(token, sign_in.id) for sign_in, token in signed_in]
        serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        name = app.config["SESSION_COOKIE_NAME"]
        return [
            f"{name}={serializer.dumps({'token': token, '_user_id': str(one), '_fresh': True})}"
            for token, one in tokens
        ]


def _registration(number: int, province: Province) -> Registration:
    email = f"dai-bieu-{number}@example.org"
    return Registration(
        submission_id=f"submission-{number:08d}",
        full_name="Nguyễn An",
        salutation="Ông",
        post="Chuyên viên",
        organisation="Sở Khoa học và Công nghệ",
        province=province,
        phone="0900000000",
        email=email,
        email_key=email,
        mode="in_person",
        site="",
        diet="",
        access_needs="",
        language="vi",
        created_at=now(),
        changed_at=now(),
    )


def _ask_for(port: int, cookies: list[str]) -> tuple[list[tuple[str, float]], float]:
    """Status and seconds of each question, and how long all of it took."""
    answers: list[tuple[str, float]] = []
    questions = [
        [_question(port, cookie) for cookie in cookies[n::CLIENTS] * EACH] for n in range(CLIENTS)
    ]
    begun = time.perf_counter() + WARM_UP_SECONDS

    def client(own: list[bytes]) -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            replies = connection.makefile("rb", buffering=65536)
            for question in own:
                if time.perf_counter() - begun > SECONDS:
                    return
                started = time.perf_counter()
                connection.sendall(question)
                head, _body = read_answer(replies)
                if started > begun:
                    answers.append((head[9:12].decode(), time.perf_counter() - started))

    threads = [threading.Thread(target=client, args=(own,)) for own in questions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers, time.perf_counter() - begun


def _question(port: int, cookie: str) -> bytes:
    number = next(_numbers)
    body = urlencode(
        {
            "submission_id": f"bench-question-{number:08d}",
            "similar_shown": "none",
            "domain": "shtt",
            "text": WORDS.format(number=number),
            "shows_name": "no",
        }
    )
    head = (
        f"POST {ASK} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Cookie: {cookie}",
        "Sec-Fetch-Site: same-origin",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
    )
    return ("\r\n".join(head) + "\r\n\r\n" + body).encode()


def _kept(folder: str) -> int:
    app = create_app({"CONFAPP_DATA_DIR": str(Path(folder))})
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count(Question.id))) or 0


def _tell(answers: list[tuple[str, float]], seconds: float, kept: int) -> None:
    statuses = Counter(status for status, _time in answers)
    taken = sorted(time for status, time in answers if status == "303")
    rate = len(taken) / seconds
    p99 = 1000 * taken[len(taken) * 99 // 100] if taken else float("inf")
    print(
        f"ask\t{rate:.0f} questions a second (at least {AT_LEAST}), "
        f"p99 {p99:.0f} ms (under {MOST_MILLISECONDS}), "
        f"statuses {dict(statuses)}, {kept} kept in all"
    )
    if rate < AT_LEAST or p99 >= MOST_MILLISECONDS or set(statuses) != {"303"}:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
