"""Giving places: at once where there is room, else by the waiting list, which moves up by itself.

Whoever changes who holds a place holds the event's places first, so that no place is given twice.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp import audit, jobs
from confapp.clock import in_vietnam, now
from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.people.models import User
from confapp.registration import letters, quotas, standing
from confapp.registration.models import (
    IN_PERSON,
    ONLINE,
    Decision,
    PlaceOffer,
    Registration,
    Request,
    Seat,
    Waiting,
)
from confapp.registration.standing import Standing, standing_of


def hold_places(event: Event) -> None:
    hold(f"places {event.id}")


def alone_with(registration: Registration) -> None:
    """Hold the places, and read the rows again: they may have changed before that."""
    hold_places(registration.event)
    db.session.expire_all()


def place(registration: Registration, *, is_approved: bool, at: datetime) -> None:
    """Give a new registration its place, or put it in line; the places must be held."""
    if quotas.rules_of(registration.event).needs_approval and not is_approved:
        registration.request = Request(at=at)
    else:
        _seat_or_line_up(registration, at=at)


def place_anew(registration: Registration, *, at: datetime) -> None:
    """Find out where somebody stands who comes back, or who attends otherwise than before.

    Raises `Refusal` if the place they have would be lost, because there is none in its stead.
    """
    where = standing_of(registration, at=at)
    if where in {Standing.PENDING, Standing.REJECTED, Standing.CANCELLED}:
        return
    give_on_what_lapsed(registration.event, at=at)
    if where in {Standing.CONFIRMED, Standing.OFFERED}:
        _refuse_without_room(registration, at=at)
    else:
        _line_up_anew(registration, at=at)
    move_up(registration.event, at=at)


def come_back(registration: Registration, *, at: datetime) -> None:
    """Place somebody who had cancelled, as if they had registered now."""
    if registration.request is None:
        registration.waiting = None
        place(registration, is_approved=False, at=at)
    elif registration.request.is_granted:
        _line_up_anew(registration, at=at)


def follow_the_organisers(registration: Registration, *, at: datetime) -> None:
    """After organisers have moved somebody: a place goes along, whoever waits lines up anew."""
    if standing_of(registration, at=at) in {Standing.WAITING, Standing.LAPSED}:
        _line_up_anew(registration, at=at)


def move_up(event: Event, *, at: datetime) -> None:
    """Offer what is free to the first in line, each for as long as the event's rules say."""
    hold_places(event)
    for mode in (IN_PERSON, ONLINE):
        while quotas.places_of(event, mode, at=at).has_room:
            first = _first_in_line(event, mode, at=at)
            if first is None:
                break
            _offer(first, at=at)


def confirm(registration: Registration, *, by: User, at: datetime) -> None:
    """Take the place that is offered; twice is the same as once.

    Raises `Refusal` if there is no offer, or no longer.
    """
    alone_with(registration)
    where, waiting = standing_of(registration, at=at), registration.waiting
    if where is Standing.CONFIRMED:
        return
    if where is not Standing.OFFERED or waiting is None:
        raise Refusal(_("No place is offered at present."))
    waiting.seat = Seat(at=at, by_id=by.id)
    _note("confirm place", registration, by)
    letters.confirm(registration, at=at)


def wait_again(registration: Registration, *, by: User, at: datetime) -> None:
    """Line up once more after an offer has lapsed, behind everybody else."""
    alone_with(registration)
    if standing_of(registration, at=at) is Standing.LAPSED:
        give_on_what_lapsed(registration.event, at=at)
        _line_up_anew(registration, at=at)
        _note("wait again", registration, by)


def decide(
    registration: Registration, *, is_approved: bool, reason: str, by: User, at: datetime
) -> None:
    """Approve of a registration, or say why not; somebody refused may be approved later.

    Raises `Refusal` if there is nothing to decide.
    """
    alone_with(registration)
    request = registration.request
    if request is None or registration.is_cancelled:
        raise Refusal(_("This registration asks for no approval."))
    if request.is_granted:
        if is_approved:
            return
        raise Refusal(_("This registration has been approved already."))
    _write_decision(request, Decision(at=at, by_id=by.id, is_approved=is_approved, reason=reason))
    if is_approved:
        _seat_or_line_up(registration, at=at)
    _note("approve" if is_approved else "reject", registration, by)
    letters.tell_of_decision(registration, at=at)


@jobs.every_minute
def move_up_everywhere() -> None:
    """Give on the places whose offers have lapsed, in every event that is still to come."""
    today = in_vietnam(now()).date()
    for event in db.session.scalars(sa.select(Event).where(Event.starts_on >= today)).all():
        move_up(event, at=now())
        db.session.commit()


def _seat_or_line_up(registration: Registration, *, at: datetime) -> None:
    db.session.flush()
    if not quotas.has_room_for(registration, at=at):
        registration.waiting = Waiting(since=at)
        db.session.flush()


def give_on_what_lapsed(event: Event, *, at: datetime) -> None:
    """Offer to those in line what others let lapse, before anybody else asks for a place."""
    # The worker looks each minute; whoever comes within it must not pass those in line.
    if db.session.scalar(sa.select(standing.lapsed(event, at=at).exists())):
        move_up(event, at=at)


def _line_up_anew(registration: Registration, *, at: datetime) -> None:
    registration.waiting = None
    _seat_or_line_up(registration, at=at)


def _refuse_without_room(registration: Registration, *, at: datetime) -> None:
    db.session.flush()
    if not quotas.has_room_for(registration, at=at):
        raise Refusal(
            _("There is no free place for this change. What was registered before stays.")
        )


def _first_in_line(event: Event, mode: str, *, at: datetime) -> Registration | None:
    line = standing.line(event, mode).where(quotas.is_within_quota(event, at=at))
    return db.session.scalars(line.limit(1)).first()


def _offer(registration: Registration, *, at: datetime) -> None:
    waiting, rules = registration.waiting, quotas.rules_of(registration.event)
    assert waiting is not None  # noqa: S101 – whoever stands in line has that row
    expires_at = _kept_until(registration.event, rules.hours_to_confirm, at=at)
    waiting.offer = PlaceOffer(at=at, expires_at=expires_at)
    _note("offer place", registration, None)
    letters.offer_place(registration, until=expires_at, at=at)


def _kept_until(event: Event, hours: int, *, at: datetime) -> datetime:
    """So many hours, but not past the deadline of registration; an hour at least."""
    deadline = max(event.registration_closes_at, at + timedelta(hours=1))
    return min(at + timedelta(hours=hours), deadline)


def _write_decision(request: Request, decision: Decision) -> None:
    request.decision = None
    db.session.flush()
    request.decision = decision


def _note(act: str, registration: Registration, by: User | None) -> None:
    audit.record(
        act,
        f"registration {registration.id}",
        user_id=by.id if by else None,
        event_id=registration.event_id,
    )
