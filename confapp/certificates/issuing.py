"""Issuing certificates, in one sequence of numbers without gaps or doubles."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp import audit, live
from confapp.agenda.models import AgendaSession
from confapp.certificates import codes, earning, owning, wording
from confapp.certificates.models import Certificate, CertificateBatch
from confapp.checkin import sittings
from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.people.models import User
from confapp.registration.models import Registration


def issue_some(batch: CertificateBatch, *, most: int, at: datetime) -> int:
    """The next certificates of a batch, for who has earned one by now; says how many.

    None while it is paused, and none once it has finished.
    """
    event = batch.event
    hold(lock_of(event.id))
    db.session.refresh(batch)
    if batch.finished_at is not None or batch.pause is not None:
        return 0
    number, sessions = _last_number(event), sittings.of_event(event)
    earned = list(db.session.scalars(earning.without_certificate(event).limit(most)))
    for registration in earned:
        number += 1
        certificate = _issue(registration, sessions, number=number, by=batch.asked_by, at=at)
        certificate.batch_id = batch.id
    live.touch(topic(event.id))
    return len(earned)


def issue(registration: Registration, *, by: User, at: datetime) -> Certificate:
    """The delegate's certificate; raises `Refusal` when it was revoked, or has not been earned."""
    hold(lock_of(registration.event_id))
    existing = owning.last_of(registration)
    if existing is not None:
        return _still_valid(existing)
    if not db.session.scalar(earning.has_earned(registration)):
        raise Refusal(
            _(
                "%(name)s was not checked in to all sessions that it takes: no certificate.",
                name=registration.full_name,
            )
        )
    return issue_next(registration, by=by, at=at)


def issue_next(
    registration: Registration,
    *,
    by: User,
    at: datetime,
    instead_of: Certificate | None = None,
) -> Certificate:
    """One with the next number; the lock must be held."""
    event = registration.event
    number, sessions = _last_number(event) + 1, sittings.of_event(event)
    certificate = _issue(registration, sessions, number=number, by=by, at=at, instead_of=instead_of)
    live.touch(topic(event.id))
    return certificate


def lock_of(event_id: int) -> str:
    """What is held while certificates of the event get their numbers."""
    return f"certificates {event_id}"


def topic(event_id: int) -> str:
    return f"certificates:{event_id}"


def _still_valid(existing: Certificate) -> Certificate:
    if existing.revocation is not None:
        raise Refusal(
            _(
                "The certificate %(number)s was revoked. A new one is issued in its place.",
                number=existing.written_number,
            )
        )
    return existing


def _issue(
    registration: Registration,
    sessions: list[AgendaSession],
    *,
    number: int,
    by: User,
    at: datetime,
    instead_of: Certificate | None = None,
) -> Certificate:
    code = codes.new()
    printed = wording.printed_for(registration, sessions, number=number, code=code, at=at)
    certificate = Certificate(
        event=registration.event,
        registration=registration,
        number=number,
        code=code,
        printed=printed.as_json(),
        issued_at=at,
        issued_by_id=by.id,
        supersedes=instead_of,
        reason="",
    )
    db.session.add(certificate)
    audit.record(
        "issue certificate",
        f"registration {registration.id}",
        user_id=by.id,
        event_id=registration.event_id,
    )
    return certificate


def _last_number(event: Event) -> int:
    newest = sa.select(sa.func.max(Certificate.number)).filter_by(event_id=event.id)
    return db.session.scalar(newest) or 0
