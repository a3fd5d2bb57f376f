"""Sending what waits in the outbox, over SMTP."""

import smtplib
import ssl
from contextlib import suppress
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app

from confapp import jobs
from confapp.clock import now
from confapp.database import db
from confapp.mail import outbox
from confapp.mail.models import Message

TIMEOUT_SECONDS = 20
LEASE = timedelta(minutes=2)


@jobs.every_minute
def send_waiting() -> None:
    """Send each letter that is due; without a mail server they stay in the outbox."""
    server = current_app.config["SETTINGS"].mail_url
    while server and (message := _lease_next(now())):
        _send(message, urlsplit(server))
        db.session.commit()


def as_email(message: Message, *, sender: str) -> EmailMessage:
    """The letter as it goes over the wire: one recipient, text, its attachments."""
    letter = EmailMessage()
    letter["From"] = Address("Ban tổ chức Hội nghị", addr_spec=sender)
    letter["To"] = Address(addr_spec=message.recipient)
    letter["Subject"] = message.subject
    letter["Date"] = format_datetime(message.created_at)
    letter["Message-ID"] = message.message_id
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.text, cte="quoted-printable")
    for attachment in message.attachments:
        kind, _, subtype = attachment.content_type.partition("/")
        letter.add_attachment(
            attachment.content, maintype=kind, subtype=subtype, filename=attachment.name
        )
    return letter


def _lease_next(at: datetime) -> Message | None:
    message = db.session.scalars(
        outbox.waiting(at).limit(1).with_for_update(skip_locked=True)
    ).one_or_none()
    if message is not None:
        message.leased_until = at + LEASE
    db.session.commit()
    return message


def _send(message: Message, server: SplitResult) -> None:
    letter, letter_id = as_email(message, sender=_sender(server)), message.id
    db.session.commit()  # no transaction is open while the network is slow
    error = _error_of(letter, server)
    kept = db.session.get(Message, letter_id, with_for_update=True, populate_existing=True)
    if kept is None:
        return  # whom it went to has deleted their data meanwhile
    if error is not None:
        kept.mark_failed(str(error), at=now(), is_final=_is_final(error))
    else:
        kept.mark_sent(at=now())


def _error_of(letter: EmailMessage, server: SplitResult) -> Exception | None:
    """Hand the letter over; gives what went wrong, if anything did."""
    try:
        with _connected(server) as connection:
            connection.send_message(letter)
            # Once it is accepted, a server that hangs up badly changes nothing.
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()
    except (smtplib.SMTPException, OSError) as error:
        return error
    return None


def _connected(server: SplitResult) -> smtplib.SMTP:
    host, encryption = server.hostname or "localhost", ssl.create_default_context()
    if server.scheme == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            host, server.port or 465, timeout=TIMEOUT_SECONDS, context=encryption
        )
    else:
        connection = smtplib.SMTP(host, server.port or 25, timeout=TIMEOUT_SECONDS)
        connection.ehlo()
        if connection.has_extn("starttls") or "starttls" in server.query:
            connection.starttls(context=encryption)
    if server.username:
        connection.login(unquote(server.username), unquote(server.password or ""))
    return connection


def _sender(server: SplitResult) -> str:
    host = current_app.config["SETTINGS"].host
    name = unquote(server.username or "")
    return name if "@" in name else f"no-reply@{host if '.' in host else 'localhost.localdomain'}"


def _is_final(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return False
