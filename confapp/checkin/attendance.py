"""Named queries and figures over who has come."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from confapp.agenda.models import AgendaSession
from confapp.checkin.models import CheckIn
from confapp.database import db
from confapp.registration import delegates
from confapp.registration.models import Registration, registration_session
from confapp.registration.standing import has_place

NEWEST = 10


@dataclass(frozen=True)
class Attendance:
    """How many came to a session, of how many who said they would, and from how many provinces."""

    arrived: int
    expected: int
    provinces: int


def of_session(session: AgendaSession) -> Attendance:
    came = sa.select(sa.func.count(), sa.func.count(Registration.province_id.distinct()))
    came = came.select_from(CheckIn).join(CheckIn.registration)
    arrived, provinces = db.session.execute(came.where(CheckIn.session_id == session.id)).one()
    return Attendance(arrived, db.session.scalar(_expected(session)) or 0, provinces)


def newest(session: AgendaSession) -> sa.Select[CheckIn]:
    """The latest check-ins, whichever desk made them."""
    return (
        sa.select(CheckIn)
        .filter_by(session_id=session.id)
        .options(selectinload(CheckIn.registration), selectinload(CheckIn.by))
        .order_by(CheckIn.at.desc(), CheckIn.id.desc())
        .limit(NEWEST)
    )


def among(registrations: Iterable[Registration], session: AgendaSession) -> dict[int, CheckIn]:
    """The check-ins of these delegates for the session, by registration."""
    ids = [registration.id for registration in registrations]
    rows = sa.select(CheckIn).where(
        CheckIn.session_id == session.id, CheckIn.registration_id.in_(ids)
    )
    return {row.registration_id: row for row in db.session.scalars(rows)}


@delegates.comes_if
def has_come(session_id: int) -> sa.ColumnElement[bool]:
    """Whether a listed delegate was checked in to the session, or to any of them (0)."""
    came = sa.exists().where(CheckIn.registration_id == Registration.id)
    return came.where(CheckIn.session_id == session_id) if session_id else came


def _expected(session: AgendaSession) -> sa.Select[int]:
    chosen = registration_session.c
    expected = sa.select(sa.func.count()).select_from(registration_session).join(Registration)
    return expected.where(chosen.session_id == session.id, has_place())
