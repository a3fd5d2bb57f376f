"""Named queries over the delegates of an event."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, lazyload, selectinload

from confapp.agenda.models import AgendaSession
from confapp.clock import now
from confapp.database import db
from confapp.events.models import Event, Province
from confapp.events.roles import takes_part_if
from confapp.people.models import User
from confapp.registration.models import Invitation, InvitationAnswer, Registration
from confapp.registration.standing import Standing, has_place, is_standing
from confapp.vietnamese import fold

PRESENT, ABSENT = "present", "absent"
MINISTRY = "ministry"
ORDERS: dict[str, tuple[sa.ColumnElement[Any], ...]] = {
    "name": (),
    "-name": (Registration.name_key.desc(),),
    "province": (Province.alphabet_key.is_(None), Province.alphabet_key.asc()),
    "-province": (Province.alphabet_key.is_(None), Province.alphabet_key.desc()),
    "newest": (Registration.created_at.desc(),),
    "oldest": (Registration.created_at.asc(),),
}
INVITATIONS = {
    "none": ~Registration.invitation.has(),
    "open": Registration.invitation.has(~Invitation.answer.has()),
    "accepted": Registration.invitation.has(Invitation.answer.has(InvitationAnswer.is_accepted)),
    "declined": Registration.invitation.has(Invitation.answer.has(~InvitationAnswer.is_accepted)),
}
OWN_ALONE = (
    sa.select(Registration)
    .where(
        Registration.user_id == sa.bindparam("user_id"),
        Registration.event_id == sa.bindparam("event_id"),
    )
    .options(lazyload("*"), joinedload(Registration.cancellation))
)
Presence: TypeAlias = Callable[[int], sa.ColumnElement[bool]]

_presence: list[Presence] = []


def of_event(event: Event) -> sa.Select[Registration]:
    return sa.select(Registration).filter_by(event_id=event.id)


def own(user: User, event: Event) -> sa.Select[Registration]:
    """The user's own registration in this event, if there is one."""
    return of_event(event).filter_by(user_id=user.id)


def own_alone(user: User, event: Event) -> Registration | None:
    """The same without what it is shown with, for acts that a whole hall does at once."""
    return db.session.scalar(OWN_ALONE, {"user_id": user.id, "event_id": event.id})


def coming(event: Event) -> sa.Select[Registration]:
    """Those who have a place and have not cancelled."""
    return of_event(event).where(has_place())


@takes_part_if
def is_coming(user: User, event: Event) -> bool:
    return db.session.scalar(sa.select(coming(event).filter_by(user_id=user.id).exists())) or False


@dataclass(frozen=True)
class Choice:
    """Which delegates a list shows, and in which order; what is empty does not narrow it."""

    words: str = ""
    province: str = ""
    mode: str = ""
    session: str = ""
    state: str = ""
    attendance: str = ""
    invitation: str = ""
    order: str = "name"

    @property
    def narrows(self) -> bool:
        return any(getattr(self, name) for name in self.__dataclass_fields__ if name != "order")


ALL = Choice()


def comes_if(rule: Presence) -> Presence:
    """Let this rule of a later feature say who has come, to a session or to any (0)."""
    _presence.append(rule)
    return rule


def listed(event: Event, choice: Choice = ALL) -> sa.Select[Registration]:
    """The list as searched (without marks and case), filtered and sorted."""
    rows = of_event(event).options(selectinload(Registration.sessions))
    for word in fold(choice.words).split():
        rows = rows.where(Registration.searchable.contains(word, autoescape=True))
    return _sorted(rows.where(*_conditions(choice)), choice.order)


def _conditions(choice: Choice) -> Iterator[sa.ColumnElement[bool]]:
    session = int(choice.session) if re.fullmatch(r"\d{1,9}", choice.session) else 0
    if choice.province == MINISTRY:
        yield Registration.province_id.is_(None)
    elif choice.province:
        yield Registration.province.has(Province.code == choice.province)
    if choice.mode:
        yield Registration.mode == choice.mode
    if session:
        yield Registration.sessions.any(AgendaSession.id == session)
    if choice.state in set(Standing):
        yield is_standing(Standing(choice.state), at=now())
    if choice.invitation in INVITATIONS:
        yield INVITATIONS[choice.invitation]
    if choice.attendance in (PRESENT, ABSENT):
        came = sa.or_(sa.false(), *(rule(session) for rule in _presence))
        yield came if choice.attendance == PRESENT else ~came


def _sorted(rows: sa.Select[Registration], order: str) -> sa.Select[Registration]:
    rows = rows.outerjoin(Province, Registration.province_id == Province.id)
    by = ORDERS.get(order, ORDERS["name"])
    return rows.order_by(*by, Registration.name_key, Registration.id)


def provinces() -> sa.Select[Province]:
    """All provinces, in the order of the Vietnamese alphabet."""
    return sa.select(Province).order_by(Province.alphabet_key)
