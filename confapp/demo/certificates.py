"""The first sample certificates: a batch for who came to both sessions, and two mended mistakes."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from confapp.certificates import issuing, mending
from confapp.certificates.models import Certificate, CertificateBatch
from confapp.database import db
from confapp.events.models import Event
from confapp.people.models import User

FIRST_BATCH = 24
MISSPELT, MISTAKEN = 3, 7


def issue(event: Event, *, by: User, now: datetime) -> None:
    """Issue to two dozen; the rest wait for the organiser's button."""
    at = now - timedelta(minutes=5)
    batch = CertificateBatch(event=event, asked_at=at, asked_by=by, asked_for=FIRST_BATCH)
    db.session.add(batch)
    db.session.flush()
    issuing.issue_some(batch, most=FIRST_BATCH, at=at)
    batch.finished_at = at + timedelta(seconds=3)
    db.session.flush()
    _mend(event, by=by, at=now - timedelta(minutes=1))


def _mend(event: Event, *, by: User, at: datetime) -> None:
    misspelt, mistaken = _number(event, MISSPELT), _number(event, MISTAKEN)
    if misspelt is not None:
        words = mending.as_fields(misspelt) | {"post": "Phó Trưởng phòng"}
        correction = mending.Correction(**words)
        mending.supersede(misspelt, correction, reason="Sai chức vụ trên giấy", by=by, at=at)
    if mistaken is not None:
        reason = "Cấp nhầm: đại biểu không dự phiên buổi chiều"
        mending.revoke(mistaken, reason=reason, by=by, at=at)


def _number(event: Event, number: int) -> Certificate | None:
    found = sa.select(Certificate).filter_by(event_id=event.id, number=number)
    return db.session.scalars(found).one_or_none()
