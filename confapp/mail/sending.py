"""Sending what waits in the outbox, over SMTP."""

import smtplib
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from threading import Lock
from urllib.parse import SplitResult, urlsplit

from flask import current_app
from sqlalchemy import event
from sqlalchemy.orm import Session

from confapp import jobs
from confapp.clock import now
from confapp.database import db
from confapp.mail import failures, outages, outbox
from confapp.mail.models import Message
from confapp.mail.server import connected
from confapp.mail.wire import as_email, sender

LEASE = timedelta(minutes=2)
# Many servers hang up after some tens of letters.
LETTERS_A_CONNECTION = 20

# A server that hangs, or five thousand letters, must leave the worker's other hands free.
_one_at_a_time = Lock()


@jobs.every_minute
def send_waiting() -> None:
    """Send each letter that is due; without a mail server they stay in the outbox."""
    server = current_app.config["SETTINGS"].mail_url
    # Asked again after each round: a letter that came meanwhile found the hands full.
    while server and outbox.is_any_due(now()) and _one_at_a_time.acquire(blocking=False):
        try:
            if not _may_try():
                return
            _send_some(urlsplit(server))
        finally:
            _one_at_a_time.release()


def _may_try() -> bool:
    at = now()
    return outages.let_one_try(at=at, until=at + LEASE)


def _send_some(server: SplitResult) -> None:
    """Some letters over one connection; if it took none of them, there is an outage."""
    taken = 0
    try:
        seconds: float = current_app.config["MAIL_TIMEOUT_SECONDS"]
        with connected(server, timeout_seconds=seconds) as connection:
            for message in islice(_leased(), LETTERS_A_CONNECTION):
                _send(message, connection, sender(server))
                taken += 1
    except failures.FAILURES as error:
        if not taken:
            outages.note(failures.in_short(error), at=now())
            db.session.commit()


def _leased() -> Iterator[Message]:
    """Letters that are due, each taken so that nobody else sends it meanwhile."""
    while (message := _lease_next(now())) is not None:
        yield message


def _lease_next(at: datetime) -> Message | None:
    message = db.session.scalars(
        outbox.waiting(at).limit(1).with_for_update(skip_locked=True)
    ).one_or_none()
    if message is not None:
        message.leased_until = at + LEASE
    db.session.commit()
    return message


def _send(message: Message, connection: smtplib.SMTP, sent_from: str) -> None:
    """Send one letter; raises what concerns all letters, after noting it with this one."""
    letter, letter_id = as_email(message, sender=sent_from), message.id
    db.session.commit()  # no transaction is open while the network is slow
    try:
        connection.send_message(letter)
    except failures.FAILURES as error:
        _note(letter_id, error)
        if failures.concerns_all(error):
            raise
    else:
        _note(letter_id, None)


def _note(letter_id: int, error: Exception | None) -> None:
    """Write down what became of a letter."""
    # Whom it went to may have deleted their data meanwhile, and the letter with them.
    kept = db.session.get(Message, letter_id, with_for_update=True, populate_existing=True)
    if kept is not None and error is not None:
        note, is_final = failures.in_short(error), failures.is_final(error)
        kept.mark_failed(note, at=now(), is_final=is_final)
    elif kept is not None:
        kept.mark_sent(at=now())
    if error is None:
        outages.end(at=now())
    db.session.commit()


@event.listens_for(Session, "after_commit")
def _call_the_worker(session: Session) -> None:
    if session.info.pop(outbox.NEW, False):
        jobs.enqueue(send_waiting)
