"""Who registered and who came, by province."""

from dataclasses import dataclass

import sqlalchemy as sa

from confapp.checkin.models import CheckIn
from confapp.database import db
from confapp.events.models import Event, Province
from confapp.registration.models import Registration
from confapp.reports.figures import IS_COMING

DARKEST = 4

CAME = sa.exists().where(CheckIn.registration_id == Registration.id)
REGISTERED = sa.func.count(Registration.id)
PRESENT = sa.func.count(sa.case((CAME, Registration.id)))


@dataclass(frozen=True)
class Delegation:
    """A province's delegates, or with no province those of the ministry."""

    province: Province | None
    registered: int
    present: int

    @property
    def level(self) -> int:
        """0 for nobody present, 4 for everybody who registered, 1 to 3 in between."""
        if not self.present:
            return 0
        return max(1, DARKEST * self.present // self.registered)


def delegations(event: Event) -> list[Delegation]:
    """Every province of the event's day in the order of the Vietnamese alphabet."""
    return [Delegation(*row) for row in db.session.execute(by_province(event))]


def of_the_ministry(event: Event) -> Delegation:
    return Delegation(None, *db.session.execute(without_province(event)).one())


def by_province(event: Event) -> sa.Select[Province, int, int]:
    day = event.starts_on
    is_valid = sa.and_(
        Province.valid_from <= day,
        sa.or_(Province.valid_until.is_(None), Province.valid_until >= day),
    )
    theirs = sa.and_(
        Registration.province_id == Province.id, Registration.event_id == event.id, IS_COMING
    )
    return (
        sa.select(Province, REGISTERED, PRESENT)
        .outerjoin(Registration, theirs)
        .where(is_valid)
        .group_by(Province.id)
        .order_by(Province.alphabet_key)
    )


def without_province(event: Event) -> sa.Select[int, int]:
    return sa.select(REGISTERED, PRESENT).where(
        Registration.event_id == event.id, Registration.province_id.is_(None), IS_COMING
    )
