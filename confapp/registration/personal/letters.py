"""A delegate's letters: those of an event, and those of an account that goes."""

import sqlalchemy as sa

from confapp.database import db
from confapp.mail.models import Message


def to(email_key: str, event_id: int | None) -> sa.Select[Message]:
    """The letters to this address about the event, or about signing in, the newest first."""
    return sa.select(Message).where(*_are(email_key, event_id)).order_by(Message.id.desc())


def take_out(email_key: str, event_id: int | None) -> None:
    """Delete them, those too that wait to be sent."""
    db.session.execute(sa.delete(Message).where(*_are(email_key, event_id)))


def _are(email_key: str, event_id: int | None) -> tuple[sa.ColumnElement[bool], ...]:
    # Addresses are ASCII, so every database folds them alike.
    is_theirs = sa.func.lower(Message.recipient) == email_key
    about = Message.event_id == event_id if event_id else Message.event_id.is_(None)
    return is_theirs, about
