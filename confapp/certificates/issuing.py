"""Issuing certificates, in one sequence of numbers without gaps or doubles."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp import audit
from confapp.agenda.models import AgendaSession
from confapp.certificates import codes, earning, letters, owning, wording
from confapp.certificates.models import Certificate
from confapp.checkin import sittings
from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.people.models import User
from confapp.registration.models import Registration


def issue_all(event: Event, *, by: User, at: datetime) -> int:
    """A certificate for each who has earned one and has none; says how many there were."""
    _alone(event)
    number, sessions = _last_number(event), sittings.of_event(event)
    earned = list(db.session.scalars(earning.without_certificate(event)))
    for registration in earned:
        number += 1
        _issue(registration, sessions, number=number, by=by, at=at)
    return len(earned)


def issue(registration: Registration, *, by: User, at: datetime) -> Certificate:
    """The delegate's certificate; raises `Refusal` when it has not been earned."""
    event = registration.event
    _alone(event)
    existing = owning.certificate_of(registration)
    if existing is not None:
        return existing
    if not db.session.scalar(earning.has_earned(registration)):
        raise Refusal(
            _(
                "%(name)s was not checked in to every session, so there is no certificate.",
                name=registration.full_name,
            )
        )
    number = _last_number(event) + 1
    return _issue(registration, sittings.of_event(event), number=number, by=by, at=at)


def lock_of(event_id: int) -> str:
    """What is held while certificates of the event get their numbers."""
    return f"certificates {event_id}"


def _issue(
    registration: Registration,
    sessions: list[AgendaSession],
    *,
    number: int,
    by: User,
    at: datetime,
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
    )
    db.session.add(certificate)
    audit.record(
        "issue certificate",
        f"registration {registration.id}",
        user_id=by.id,
        event_id=registration.event_id,
    )
    letters.tell(registration, printed, at=at)
    return certificate


def _alone(event: Event) -> None:
    hold(lock_of(event.id))


def _last_number(event: Event) -> int:
    newest = sa.select(sa.func.max(Certificate.number)).filter_by(event_id=event.id)
    return db.session.scalar(newest) or 0
