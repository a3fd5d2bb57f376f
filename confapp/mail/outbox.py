"""Writing letters into the outbox, and what waits there."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from email.headerregistry import Address
from email.utils import parseaddr

import sqlalchemy as sa
from flask import current_app

from confapp import i18n
from confapp.database import db
from confapp.mail import failures, links
from confapp.mail.models import NOBODYS as NOBODYS
from confapp.mail.models import Attachment, Message
from confapp.vietnamese import fold

NEW = "new letters"


def write(
    recipient: str,
    subject: str,
    text: str,
    *,
    at: datetime,
    event_id: int | None = None,
    is_bulk: bool = False,
    attachments: Iterable[Attachment] = (),
    enclosure: str | None = None,
) -> Message:
    """Put a letter into the outbox, in the current unit of work; the worker sends it.

    Its language is the one in use; addresses in the text that were marked become links.
    """
    plain, spans = links.taken_apart(text)
    message = Message(
        recipient=_one_address(recipient),
        subject=" ".join(subject.split()),
        text=plain,
        links=[list(span) for span in spans],
        language=i18n.current(),
        is_bulk=is_bulk,
        searchable=fold(f"{recipient} {subject}"),
        event_id=event_id,
        message_id=f"<{secrets.token_hex(16)}@{current_app.config['SETTINGS'].host}>",
        created_at=at,
        next_attempt_at=at,
        attempts=0,
        came_back_note="",
        attachments=list(attachments),
        enclosure=enclosure,
    )
    if message.has_no_address:
        message.mark_failed(failures.NO_ADDRESS, at=at, is_final=True)
    db.session.add(message)
    db.session().info[NEW] = True
    return message


def waiting(at: datetime) -> sa.Select[Message]:
    """Letters that are due and that nobody is sending; those to very many come last."""
    return (
        sa.select(Message)
        .where(Message.sent_at.is_(None), Message.given_up_at.is_(None))
        .where(Message.next_attempt_at <= at)
        .where(sa.or_(Message.leased_until.is_(None), Message.leased_until < at))
        .order_by(Message.is_bulk, Message.id)
    )


def is_any_due(at: datetime) -> bool:
    return db.session.scalar(sa.select(waiting(at).order_by(None).exists())) or False


def of_event(event_id: int) -> sa.Select[Message]:
    return sa.select(Message).filter_by(event_id=event_id).order_by(Message.id.desc())


def to(recipient: str, event_id: int) -> sa.Select[Message]:
    """Letters to this address about this event, the newest first."""
    return of_event(event_id).where(Message.recipient == recipient)


def _one_address(recipient: str) -> str:
    is_plain = "@" in recipient and recipient.isascii()
    if not is_plain or parseaddr(recipient)[1] != recipient:
        raise ValueError("a letter has one recipient with an ASCII address")
    # Raises for what could be no header, before the worker would meet it.
    return Address(addr_spec=recipient).addr_spec
