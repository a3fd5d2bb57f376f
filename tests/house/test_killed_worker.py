"""A worker that is killed while it sends loses no letter."""

import os
import subprocess
import sys
from datetime import timedelta

from confapp import create_app
from confapp.clock import now
from confapp.database import db
from confapp.mail import outbox
from confapp.mail.sending import send_waiting
from tests.mailbox import mail_server
from tests.troubled_mail import troubled


def test_a_letter_that_was_under_way_is_sent_again_under_the_same_id(environ) -> None:
    with troubled("hangs after the letter") as server:
        port = server.server_address[1]
        environ |= {"CONFAPP_MAIL_URL": f"smtp://127.0.0.1:{port}"}
        app = create_app(environ)
        with app.app_context():
            written = [outbox.write(f"{n}@example.org", "Vé", "Kính gửi", at=now()) for n in "ab"]
            ids = sorted(letter.message_id for letter in written)
            db.session.commit()
        worker = subprocess.Popen(
            [sys.executable, "-m", "confapp.worker"], env=os.environ | environ
        )
        under_way = server.await_letter()
        worker.kill()
        worker.wait()

    with mail_server(port) as (mailbox, _url), app.app_context():
        send_waiting()
        [other] = mailbox.letters  # the first is still held for the worker that is gone
        app.config["CLOCK_OFFSET"] += timedelta(minutes=3)
        send_waiting()
        db.session.remove()
        db.engine.dispose()

    assert other["Message-ID"] != under_way["Message-ID"]
    assert sorted(letter["Message-ID"] for letter in mailbox.letters) == ids
