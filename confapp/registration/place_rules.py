"""Setting how many places there are and for whom, and what that does to the waiting list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from confapp import audit
from confapp.database import db
from confapp.events.models import Department, Event, Province
from confapp.people.models import User
from confapp.registration import placing, quotas
from confapp.registration.models import Quota

PROVINCE, UNIT = "province", "unit"


@dataclass(frozen=True)
class Rules:
    """What the organisers want: None for a number means that there is no limit."""

    in_person: int | None
    online: int | None
    needs_approval: bool
    hours_to_confirm: int
    closes_at: datetime


@dataclass(frozen=True)
class Delegation:
    """A province, or a unit of the ministry, with its places in person."""

    name: str
    body: Province | Department
    most: int | None
    taken: int

    @property
    def is_full(self) -> bool:
        return self.most is not None and self.taken >= self.most


def set_rules(event: Event, rules: Rules, *, by: User, at: datetime) -> None:
    """Keep these rules, and give on what has become free; nobody loses a place by it."""
    placing.hold_places(event)
    kept = quotas.rules_of(event)
    kept.in_person, kept.online = rules.in_person, rules.online
    kept.needs_approval, kept.hours_to_confirm = rules.needs_approval, rules.hours_to_confirm
    event.registration_closes_at = rules.closes_at
    db.session.add(kept)
    placing.move_up(event, at=at)
    _note("set places", event, by)


def set_quotas(event: Event, numbers: Mapping[str, int | None], *, by: User, at: datetime) -> None:
    """Give each delegation this many places in person; no number takes its limit away."""
    placing.hold_places(event)
    db.session.execute(sa.delete(Quota).where(Quota.event_id == event.id))
    for delegation in delegations(event, at=at):
        most = numbers.get(delegation.name)
        if most is not None:
            db.session.add(_quota(event, delegation.body, most))
    placing.move_up(event, at=at)
    _note("set quotas", event, by)


def delegations(event: Event, *, at: datetime) -> list[Delegation]:
    """The provinces of the event's day by the alphabet, then the units of the ministry."""
    limits = db.session.scalars(quotas.quotas(event)).all()
    by_province = {quota.province_id: quota.most for quota in limits if quota.province_id}
    by_unit = {quota.department_id: quota.most for quota in limits if quota.department_id}
    in_provinces = quotas.taken_by_province(event, at=at)
    in_units = quotas.taken_by_unit(event, at=at)
    return [
        *(
            Delegation(f"{PROVINCE}_{p.code}", p, by_province.get(p.id), in_provinces.get(p.id, 0))
            for p in db.session.scalars(_provinces_of(event))
        ),
        *(
            Delegation(f"{UNIT}_{d.code}", d, by_unit.get(d.id), in_units.get(d.id, 0))
            for d in event.departments
        ),
    ]


def _provinces_of(event: Event) -> sa.Select[Province]:
    day = event.starts_on
    goes_on = sa.or_(Province.valid_until.is_(None), Province.valid_until >= day)
    of_day = sa.select(Province).where(Province.valid_from <= day, goes_on)
    return of_day.order_by(Province.alphabet_key)


def _quota(event: Event, body: Province | Department, most: int) -> Quota:
    if isinstance(body, Province):
        return Quota(event_id=event.id, province_id=body.id, most=most)
    return Quota(event_id=event.id, department_id=body.id, most=most)


def _note(act: str, event: Event, by: User) -> None:
    audit.record(act, f"event {event.id}", user_id=by.id, event_id=event.id)
