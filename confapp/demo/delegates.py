"""Sample delegates of all provinces, and who of them came."""

import csv
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from confapp.agenda.models import AgendaSession
from confapp.checkin.models import CheckIn
from confapp.database import db
from confapp.demo.accounts import PASSWORD
from confapp.events.models import Event, Province
from confapp.people import inviting, passwords
from confapp.people.models import User
from confapp.registration import purposes
from confapp.registration.models import IN_PERSON, Consent, Registration
from confapp.seeding import SEED

FILE = SEED / "demo" / "delegates.tsv"
WITH_PASSWORD = 2


def register(event: Event, *, before: datetime) -> list[Registration]:
    """All delegates of the file, in its order."""
    provinces = {p.code: p for p in db.session.scalars(sa.select(Province))}
    sessions = _sessions(event)
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, dialect="excel-tab"))
    opened_at = before.replace(hour=1, minute=0)
    registered = [_registration(row, n, event, provinces, opened_at) for n, row in enumerate(rows)]
    for registration in registered:
        registration.sessions = sessions
        registration.index()
    db.session.add_all(registered)
    db.session.flush()
    for registration in registered[:WITH_PASSWORD]:
        registration.user.password_hash = passwords.hashed(PASSWORD)
    return registered


def check_in(event: Event, registered: list[Registration], *, by: User) -> None:
    """Most came in the morning; a few come late, leave after lunch, or stay away."""
    morning, afternoon = _sessions(event)
    for n, registration in enumerate(registered):
        if n % 11 != 7:
            _came(registration, morning, minutes=(n * 7) % 46 - 25, by=by)
        if n % 5 != 3 and n % 11 != 7:
            _came(registration, afternoon, minutes=(n * 5) % 40 - 20, by=by)


def _registration(
    row: dict[str, str],
    number: int,
    event: Event,
    provinces: dict[str, Province],
    opened_at: datetime,
) -> Registration:
    at = opened_at - timedelta(minutes=int(row.pop("registered_minutes_before")))
    province = provinces.get(row.pop("province_code"))
    user = inviting.account(row["email"], row["full_name"], at=at, is_staff=False)
    user.is_sample, user.email_proved_at = True, at
    told: dict[str, Any] = row | {"email_key": row["email"], "language": "vi"}
    return Registration(
        **told,
        event=event,
        user=user,
        province=province,
        submission_id=f"sample-registration-{number:04d}",
        diet="Ăn chay" if number % 29 == 4 else "",
        access_needs="",
        created_at=at,
        changed_at=at,
        consents=[_consent(at)],
    )


def _consent(at: datetime) -> Consent:
    return Consent(
        purpose=purposes.ORGANISING.code,
        text_version=purposes.TEXT_VERSION,
        given_at=at,
        withdrawn_at=None,
    )


def _came(registration: Registration, session: AgendaSession, *, minutes: int, by: User) -> None:
    method = "ticket" if registration.mode == IN_PERSON else "site"
    at = session.starts_at + timedelta(minutes=minutes)
    db.session.add(CheckIn(registration=registration, session=session, at=at, by=by, method=method))


def _sessions(event: Event) -> list[AgendaSession]:
    of_event = sa.select(AgendaSession).filter_by(event_id=event.id)
    return list(db.session.scalars(of_event.order_by(AgendaSession.starts_at)))
