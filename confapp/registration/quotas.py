"""How many places there are, in all and for each delegation, and how many of them are taken."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from confapp.database import db
from confapp.events.models import Department, Event, Province
from confapp.registration.models import IN_PERSON, ONLINE, PlaceRules, Quota, Registration
from confapp.registration.standing import holds_place

HOURS_TO_CONFIRM = 48
Group: TypeAlias = InstrumentedAttribute[int | None]


@dataclass(frozen=True)
class Allotment:
    """So many places, so many taken; `most` is None where there is no limit."""

    most: int | None
    taken: int

    @property
    def left(self) -> int | None:
        """What is left, never below 0; None where there is no limit."""
        return None if self.most is None else max(0, self.most - self.taken)

    @property
    def has_room(self) -> bool:
        return self.left is None or self.left > 0


def rules_of(event: Event) -> PlaceRules:
    """The event's rules; as long as nobody has set any, there are no limits."""
    return db.session.get(PlaceRules, event.id) or PlaceRules(
        event_id=event.id,
        in_person=None,
        online=None,
        needs_approval=False,
        hours_to_confirm=HOURS_TO_CONFIRM,
    )


def places_of(
    event: Event, mode: str, *, at: datetime, besides: Registration | None = None
) -> Allotment:
    """All places in person, or online; `besides` somebody who is about to take one."""
    rules = rules_of(event)
    most = {IN_PERSON: rules.in_person, ONLINE: rules.online}[mode]
    return Allotment(most, _taken(event, Registration.mode == mode, at=at, besides=besides))


def full_modes(event: Event, *, at: datetime) -> list[str]:
    """In which ways to attend no place is left."""
    return [mode for mode in (IN_PERSON, ONLINE) if not places_of(event, mode, at=at).has_room]


def quota_of(
    event: Event, province: Province, *, at: datetime, besides: Registration | None = None
) -> Allotment:
    """How many may come in person from the province, and how many places are taken."""
    most = sa.select(Quota.most).filter_by(event_id=event.id, province_id=province.id)
    theirs = Registration.province_id == province.id
    return Allotment(db.session.scalar(most), _in_person(event, theirs, at=at, besides=besides))


def quota_of_unit(
    event: Event, department: Department, *, at: datetime, besides: Registration | None = None
) -> Allotment:
    """The same for a unit of the ministry."""
    most = sa.select(Quota.most).filter_by(event_id=event.id, department_id=department.id)
    theirs = Registration.department_id == department.id
    return Allotment(db.session.scalar(most), _in_person(event, theirs, at=at, besides=besides))


def has_room_for(registration: Registration, *, at: datetime) -> bool:
    """Whether the delegate could have a place, both in all and in their delegation's quota."""
    event, limits = registration.event, []
    limits.append(places_of(event, registration.mode, at=at, besides=registration))
    if registration.mode == IN_PERSON and registration.province is not None:
        limits.append(quota_of(event, registration.province, at=at, besides=registration))
    if registration.mode == IN_PERSON and registration.department is not None:
        limits.append(quota_of_unit(event, registration.department, at=at, besides=registration))
    return all(limit.has_room for limit in limits)


def is_within_quota(event: Event, *, at: datetime) -> sa.ColumnElement[bool]:
    """Who does not come in person for a delegation that has all its places taken."""
    full = [quota for quota, taken in _taken_by_quota(event, at=at) if taken >= quota.most]
    provinces = [quota.province_id for quota in full if quota.province_id is not None]
    departments = [quota.department_id for quota in full if quota.department_id is not None]
    is_free = sa.and_(
        _is_not_in(Registration.province_id, provinces),
        _is_not_in(Registration.department_id, departments),
    )
    return sa.or_(Registration.mode != IN_PERSON, is_free)


def taken_by_province(event: Event, *, at: datetime) -> dict[int | None, int]:
    return _counted(event, Registration.province_id, at=at)


def taken_by_unit(event: Event, *, at: datetime) -> dict[int | None, int]:
    return _counted(event, Registration.department_id, at=at)


def quotas(event: Event) -> sa.Select[Quota]:
    return sa.select(Quota).filter_by(event_id=event.id)


def _taken_by_quota(event: Event, *, at: datetime) -> list[tuple[Quota, int]]:
    of_event = db.session.scalars(quotas(event)).all()
    if not of_event:
        return []
    provinces, units = taken_by_province(event, at=at), taken_by_unit(event, at=at)
    return [
        (
            quota,
            provinces.get(quota.province_id, 0)
            if quota.province_id is not None
            else units.get(quota.department_id, 0),
        )
        for quota in of_event
    ]


def _counted(event: Event, group: Group, *, at: datetime) -> dict[int | None, int]:
    rows = sa.select(group, sa.func.count()).select_from(Registration)
    taken = rows.where(Registration.event_id == event.id, Registration.mode == IN_PERSON)
    return dict(db.session.execute(taken.where(holds_place(at=at)).group_by(group)).all())


def _in_person(
    event: Event,
    theirs: sa.ColumnElement[bool],
    *,
    at: datetime,
    besides: Registration | None,
) -> int:
    is_theirs = sa.and_(theirs, Registration.mode == IN_PERSON)
    return _taken(event, is_theirs, at=at, besides=besides)


def _taken(
    event: Event,
    theirs: sa.ColumnElement[bool],
    *,
    at: datetime,
    besides: Registration | None,
) -> int:
    others = sa.select(sa.func.count()).select_from(Registration)
    others = others.where(Registration.event_id == event.id, theirs, holds_place(at=at))
    if besides is not None:
        others = others.where(Registration.id != besides.id)
    return db.session.scalar(others) or 0


def _is_not_in(group: Group, full: list[int]) -> sa.ColumnElement[bool]:
    return sa.or_(group.is_(None), group.not_in(full))
