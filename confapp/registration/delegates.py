"""Named queries over the delegates of an event."""

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from confapp.database import db
from confapp.events.models import Event, Province
from confapp.events.roles import takes_part_if
from confapp.people.models import User
from confapp.registration.models import Cancellation, Registration
from confapp.vietnamese import fold

CONFIRMED, CANCELLED = "confirmed", "cancelled"
ORDERS = {"name": Registration.name_key, "newest": Registration.created_at.desc()}


def of_event(event: Event) -> sa.Select[Registration]:
    return sa.select(Registration).filter_by(event_id=event.id)


def own(user: User, event: Event) -> sa.Select[Registration]:
    """The user's own registration in this event, if there is one."""
    return of_event(event).filter_by(user_id=user.id)


def coming(event: Event) -> sa.Select[Registration]:
    """Those who have not cancelled."""
    return of_event(event).where(~_is_cancelled())


@takes_part_if
def is_coming(user: User, event: Event) -> bool:
    return db.session.scalar(sa.select(coming(event).filter_by(user_id=user.id).exists())) or False


def listed(
    event: Event,
    *,
    words: str = "",
    province: str = "",
    mode: str = "",
    state: str = "",
    order: str = "name",
) -> sa.Select[Registration]:
    """The list as searched (without marks and case), filtered and sorted."""
    rows = of_event(event).options(selectinload(Registration.sessions))
    for word in fold(words).split():
        rows = rows.where(Registration.searchable.contains(word, autoescape=True))
    if province:
        rows = rows.join(Registration.province).where(Province.code == province)
    if mode:
        rows = rows.where(Registration.mode == mode)
    if state == CONFIRMED:
        rows = rows.where(~_is_cancelled())
    elif state == CANCELLED:
        rows = rows.where(_is_cancelled())
    return rows.order_by(ORDERS.get(order, Registration.name_key), Registration.id)


def provinces() -> sa.Select[Province]:
    """All provinces, in the order of the Vietnamese alphabet."""
    return sa.select(Province).order_by(Province.alphabet_key)


def _is_cancelled() -> sa.ColumnElement[bool]:
    return sa.exists().where(Cancellation.registration_id == Registration.id)
