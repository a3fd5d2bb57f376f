"""The audit log: rows that can only be added, each sealed with the hash of the one before."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import g, has_request_context
from sqlalchemy.orm import Mapped, Session, mapped_column

from confapp.clock import now
from confapp.database import Base, db, hold, unit_of_work

FIRST = "0" * 64


class AuditEntry(Base):
    """Who did what to what, and when; a trigger refuses to change or delete it."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    user_id: Mapped[int | None]
    event_id: Mapped[int | None] = mapped_column(index=True)
    act: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    details: Mapped[dict[str, Any]]
    request_id: Mapped[str | None]
    previous_hash: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str] = mapped_column(unique=True)


NEWEST = sa.select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
ADDED = sa.insert(AuditEntry)
# In this order, for ever.
SEALED = (
    "previous_hash",
    "at",
    "user_id",
    "event_id",
    "act",
    "subject",
    "details",
    "request_id",
)


def record(
    act: str, subject: str, *, user_id: int | None, event_id: int | None = None, **details: Any
) -> None:
    """Add an entry to the current unit of work; personal values must come masked."""
    _add(db.session(), act, subject, user_id=user_id, event_id=event_id, details=details)


def note_reading(subject: str, *, user_id: int, event_id: int | None, act: str = "read") -> None:
    """Say who read or took away personal data; for pages that otherwise only read."""
    with unit_of_work() as work:
        _add(work, act, subject, user_id=user_id, event_id=event_id, details={})


def _add(
    session: Session,
    act: str,
    subject: str,
    *,
    user_id: int | None,
    event_id: int | None,
    details: dict[str, Any],
) -> None:
    session.flush()
    previous = _last_hash(session)
    # By itself, with no object that the session would look after: everybody who writes waits.
    entry = {
        "at": now(),
        "user_id": user_id,
        "event_id": event_id,
        "act": act,
        "subject": subject,
        "details": details,
        "request_id": g.get("request_id") if has_request_context() else None,
        "previous_hash": previous,
    }
    session.connection().execute(ADDED, entry | {"hash": seal(entry)})


def seal(entry: Mapping[str, Any]) -> str:
    """SHA-256 over the entry's words and the hash of the entry before it."""
    words = [entry["at"].isoformat() if name == "at" else entry[name] for name in SEALED]
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()


def first_broken() -> int | None:
    """The id of the first entry that does not fit the one before, if the log was tampered with."""
    previous = FIRST
    rows = sa.select(AuditEntry.__table__).order_by(AuditEntry.id)
    for entry in db.session.execute(rows).mappings():
        if entry["previous_hash"] != previous or entry["hash"] != seal(dict(entry)):
            broken: int = entry["id"]
            return broken
        previous = entry["hash"]
    return None


def _last_hash(session: Session) -> str:
    hold("audit", session)
    return session.connection().scalar(NEWEST) or FIRST
