"""Letting one person come in the stead of another, until the evening before the conference."""

from datetime import datetime

from flask_babel import gettext as _

from confapp import audit
from confapp.clock import in_vietnam
from confapp.database import db
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.people.models import User
from confapp.registration import letters, placing
from confapp.registration.delegations.nominating import enter, hold_addresses
from confapp.registration.invitations import inviting
from confapp.registration.lists.people import Person
from confapp.registration.models import (
    Cancellation,
    Decision,
    PlaceOffer,
    Registration,
    Replacement,
    Request,
    Seat,
    Waiting,
)


def can_replace(event: Event, *, at: datetime) -> bool:
    """Until the day itself: on it, the desk registers whoever comes instead."""
    return in_vietnam(at).date() < event.starts_on


def replace(
    registration: Registration, person: Person, *, by: User | None, at: datetime
) -> Registration:
    """Register this person with the place of that one, and tell both.

    Raises `Refusal` from the day of the conference on, and for whoever has cancelled.
    """
    event = registration.event
    hold_addresses(event, [person])
    placing.alone_with(registration)
    if not can_replace(event, at=at):
        raise Refusal(_("Delegates can be replaced until the evening before the conference."))
    if registration.is_cancelled:
        raise Refusal(_("This registration has been cancelled."))
    [other] = enter([person], event, department=registration.department, at=at)
    _take_over(other, registration)
    by_id = by.id if by else None
    registration.cancellation = Cancellation(at=at, by_id=by_id)
    db.session.add(Replacement(registration_id=registration.id, by_registration_id=other.id, at=at))
    for one, act in ((registration, "replaced"), (other, "replace")):
        audit.record(act, f"registration {one.id}", user_id=by_id, event_id=event.id)
    letters.tell_of_replacement(registration, at=at)
    inviting.invite(other, by=by, at=at)
    return other


def _take_over(other: Registration, registration: Registration) -> None:
    """What was decided of the one holds for the other: province, sessions, place in the line."""
    other.province, other.mode = registration.province, registration.mode
    other.site, other.sessions = registration.site, list(registration.sessions)
    other.index()
    if registration.request is not None:
        other.request = _same_request(registration.request)
    if registration.waiting is not None:
        _take_over_line(other, registration, registration.waiting)


def _same_request(request: Request) -> Request:
    decision = request.decision
    same = decision and Decision(
        at=decision.at,
        by_id=decision.by_id,
        is_approved=decision.is_approved,
        reason=decision.reason,
    )
    return Request(at=request.at, decision=same)


def _take_over_line(other: Registration, registration: Registration, waiting: Waiting) -> None:
    # The row's number is the place in the line: it goes along.
    number, since, offer, seat = waiting.id, waiting.since, waiting.offer, waiting.seat
    same_offer = offer and PlaceOffer(at=offer.at, expires_at=offer.expires_at)
    # Who took the seat is somebody else now, and may want to be forgotten.
    same_seat = seat and Seat(at=seat.at, by_id=None)
    registration.waiting = None
    db.session.flush()
    other.waiting = Waiting(id=number, since=since, offer=same_offer, seat=same_seat)
    db.session.flush()
