"""Registering all who are ready on a list in one short transaction: all or nothing."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeAlias

import sqlalchemy as sa

from confapp.agenda.models import AgendaSession
from confapp.database import db
from confapp.events.models import Province
from confapp.mail.outbox import NOBODYS
from confapp.people.models import User
from confapp.people.signing_in import email_key, shut_out
from confapp.registration.lists.people import LeftOut, Person
from confapp.registration.models import Registration, registration_session

Row: TypeAlias = dict[str, Any]
Place: TypeAlias = tuple[int, int]
Prepared: TypeAlias = dict[Place, Row]
# A statement names at most so many at once, within what SQLite and PostgreSQL take.
AT_ONCE = 500
COPIED = ("salutation", "full_name", "post", "organisation", "phone", "mode", "site", "diet")


def provinces_by_code() -> dict[str, Province]:
    """Copies, which no longer ask the database once the transaction has ended."""
    named = sa.select(Province.code, Province.id, Province.full_name)
    return {
        code: Province(id=number, full_name=name)
        for code, number, name in db.session.execute(named)
    }


def prepared(
    people: Iterable[Person | LeftOut], provinces: dict[str, Province], *, event_id: int
) -> Prepared:
    """The columns of each person's registration, worked out before anything is locked."""
    return {
        (person.sheet, person.row): _columns(person, provinces, event_id)
        for person in people
        if isinstance(person, Person) and not person.faults
    }


def take_in(
    people: Sequence[Person], prepared: Prepared, *, event_id: int, at: datetime
) -> list[int]:
    """Register these people for all sessions of the event; gives their registrations' ids."""
    rows = [prepared[person.sheet, person.row] for person in people]
    accounts = _accounts(rows, at=at)
    for row in rows:
        row.update(user_id=accounts[row["email_key"]], created_at=at, changed_at=at)
    _insert(Registration.__table__, rows)
    ids = _ids(Registration.submission_id, [row["submission_id"] for row in rows])
    of_event = sa.select(AgendaSession.id).where(AgendaSession.event_id == event_id)
    sessions = db.session.scalars(of_event).all()
    _insert(
        registration_session,
        [{"registration_id": i, "session_id": s} for i in ids.values() for s in sessions],
    )
    return list(ids.values())


def _columns(person: Person, provinces: dict[str, Province], event_id: int) -> Row:
    email = person.email or _nobodys(person)
    province = provinces.get(person.province)
    copied = {name: getattr(person, name) for name in COPIED}
    registration = Registration(**copied, email=email, province=province)
    registration.index()
    return copied | {
        "event_id": event_id,
        "province_id": province.id if province else None,
        "email": email,
        "email_key": email_key(email),
        "submission_id": secrets.token_urlsafe(18),
        "access_needs": "",
        "language": "vi",
        "name_key": registration.name_key,
        "searchable": registration.searchable,
    }


def _nobodys(person: Person) -> str:
    """An address of the same form for whoever gave none; the same for the same person."""
    told = "\0".join((person.full_name, person.organisation, person.phone)).casefold()
    return f"dai-bieu-{hashlib.sha256(told.encode()).hexdigest()[:24]}@khong-co{NOBODYS}"


def _accounts(rows: Sequence[Row], *, at: datetime) -> dict[str, int]:
    """The account of each address, made where there is none."""
    keys = [row["email_key"] for row in rows]
    known = _ids(User.email_key, keys)
    _shut_out_strangers(list(known.values()), at=at)
    _insert(
        User.__table__,
        [
            {
                "email": row["email"],
                "email_key": row["email_key"],
                "full_name": row["full_name"],
                "is_administrator": False,
                "is_staff": False,
                "is_sample": False,
                "created_at": at,
            }
            for row in rows
            if row["email_key"] not in known
        ],
    )
    return _ids(User.email_key, keys)


def _shut_out_strangers(ids: Sequence[int], *, at: datetime) -> None:
    """Whoever typed one of these addresses without owning it must not see what comes now."""
    for start in range(0, len(ids), AT_ONCE):
        some = sa.select(User).where(User.id.in_(ids[start : start + AT_ONCE]))
        for user in db.session.scalars(some.where(User.email_proved_at.is_(None))):
            shut_out(user, at=at)


def _ids(column: Any, keys: Sequence[str]) -> dict[str, int]:
    """The id of each row whose column has one of these keys."""
    table = column.class_
    found: dict[str, int] = {}
    for start in range(0, len(keys), AT_ONCE):
        some = sa.select(column, table.id).where(column.in_(keys[start : start + AT_ONCE]))
        found |= {row[0]: row[1] for row in db.session.execute(some)}
    return found


def _insert(table: Any, rows: Sequence[Row]) -> None:
    if rows:
        db.session.execute(sa.insert(table), rows)
