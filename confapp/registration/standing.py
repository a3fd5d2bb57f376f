"""Who has a place, and who must still wait: worked out from the rows, in Python and in SQL."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from confapp.database import db
from confapp.events.models import Event
from confapp.registration.models import (
    Cancellation,
    Decision,
    PlaceOffer,
    Registration,
    Request,
    Seat,
    Waiting,
)


class Standing(StrEnum):
    CONFIRMED = "confirmed"
    PENDING = "pending"
    REJECTED = "rejected"
    WAITING = "waiting"
    OFFERED = "offered"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


LABELS = {
    Standing.CONFIRMED: _l("Registered"),
    Standing.PENDING: _l("Waiting for approval"),
    Standing.REJECTED: _l("Not approved"),
    Standing.WAITING: _l("On the waiting list"),
    Standing.OFFERED: _l("A place is offered"),
    Standing.LAPSED: _l("The offer has lapsed"),
    Standing.CANCELLED: _l("Cancelled"),
}
TONES = {
    Standing.CONFIRMED: "done",
    Standing.OFFERED: "warning",
    Standing.REJECTED: "stopped",
    Standing.CANCELLED: "stopped",
}


def standing_of(registration: Registration, *, at: datetime) -> Standing:
    """How far the registration has come; an offer lapses by the clock alone."""
    if registration.is_cancelled:
        return Standing.CANCELLED
    request, waiting = registration.request, registration.waiting
    if request is not None and not request.is_granted:
        return Standing.REJECTED if request.decision else Standing.PENDING
    if waiting is None or waiting.seat is not None:
        return Standing.CONFIRMED
    if waiting.offer is None:
        return Standing.WAITING
    return Standing.OFFERED if waiting.offer.expires_at > at else Standing.LAPSED


def is_standing(standing: Standing, *, at: datetime) -> sa.ColumnElement[bool]:
    """The same question in SQL."""
    live = sa.and_(~is_cancelled(), ~_is_ungranted())
    return {
        Standing.CONFIRMED: has_place(),
        Standing.PENDING: sa.and_(~is_cancelled(), _is_ungranted(), ~_is_rejected()),
        Standing.REJECTED: sa.and_(~is_cancelled(), _is_rejected()),
        Standing.WAITING: in_line(),
        Standing.OFFERED: sa.and_(live, _is_offered(PlaceOffer.expires_at > at)),
        Standing.LAPSED: sa.and_(live, _is_offered(PlaceOffer.expires_at <= at)),
        Standing.CANCELLED: is_cancelled(),
    }[standing]


def is_cancelled() -> sa.ColumnElement[bool]:
    return sa.exists().where(Cancellation.registration_id == Registration.id)


def has_place() -> sa.ColumnElement[bool]:
    """Who is expected at the conference."""
    return sa.and_(~is_cancelled(), ~_is_ungranted(), ~_is_unseated())


def holds_place(*, at: datetime) -> sa.ColumnElement[bool]:
    """Whose place nobody else can have: one that is offered is kept until the offer lapses."""
    is_kept = sa.or_(~_is_unseated(), _is_offered(PlaceOffer.expires_at > at))
    return sa.and_(~is_cancelled(), ~_is_ungranted(), is_kept)


def in_line() -> sa.ColumnElement[bool]:
    """Who waits for a place that has not been offered yet."""
    offered = sa.exists().where(PlaceOffer.waiting_id == Waiting.id)
    return sa.and_(~is_cancelled(), ~_is_ungranted(), _is_unseated(~offered))


def line(event: Event, mode: str) -> sa.Select[Registration]:
    """The waiting list of those who want to attend in this way, the first in line first."""
    waiting = sa.select(Registration).join(Waiting, Waiting.registration_id == Registration.id)
    theirs = waiting.where(Registration.event_id == event.id, Registration.mode == mode)
    return theirs.where(in_line()).order_by(Waiting.id)


def lapsed(event: Event, *, at: datetime) -> sa.Select[Registration]:
    """Who has let the offer of a place lapse."""
    of_event = sa.select(Registration).where(Registration.event_id == event.id)
    return of_event.where(is_standing(Standing.LAPSED, at=at))


def position_of(registration: Registration) -> int:
    """How many stand in line up to this delegate, themselves included."""
    waiting = registration.waiting
    ahead = line(registration.event, registration.mode).order_by(None)
    up_to = ahead.where(Waiting.id <= (waiting.id if waiting else 0))
    return db.session.scalar(up_to.with_only_columns(sa.func.count())) or 0


def numbers_by_standing(event: Event, *, at: datetime) -> dict[Standing, int]:
    """How many registrations of the event stand where."""
    counts = [
        sa.func.count(sa.case((is_standing(standing, at=at), 1))).label(standing)
        for standing in Standing
    ]
    row = db.session.execute(sa.select(*counts).where(Registration.event_id == event.id)).one()
    return {standing: row._mapping[standing] for standing in Standing}


def _is_ungranted() -> sa.ColumnElement[bool]:
    granted = sa.exists().where(
        Decision.registration_id == Request.registration_id, Decision.is_approved
    )
    return sa.exists().where(Request.registration_id == Registration.id, ~granted)


def _is_rejected() -> sa.ColumnElement[bool]:
    return sa.exists().where(Decision.registration_id == Registration.id, ~Decision.is_approved)


def _is_unseated(*further: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    seated = sa.exists().where(Seat.waiting_id == Waiting.id)
    # The list itself joins the waiting rows: an alias would be one more name for the same thing.
    return sa.exists(sa.select(Waiting.id).correlate(Registration)).where(
        Waiting.registration_id == Registration.id, ~seated, *further
    )


def _is_offered(when: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return _is_unseated(sa.exists().where(PlaceOffer.waiting_id == Waiting.id, when))
