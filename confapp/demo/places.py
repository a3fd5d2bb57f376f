"""Sample places: how many there are, a quota for each province, a focal point, and invitations."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from confapp.database import db
from confapp.demo import accounts
from confapp.events import roles
from confapp.events.models import Event, Province
from confapp.people.models import User
from confapp.registration.models import (
    FocalPoint,
    Invitation,
    InvitationAnswer,
    PlaceRules,
    Quota,
    Registration,
)

IN_PERSON, ONLINE, OF_A_PROVINCE = 150, 100, 6
FOCAL_POINT_OF = "68"
INVITED = slice(20, 32)


def give(event: Event, registered: list[Registration], *, by: User, before: datetime) -> None:
    """Everything about places, the same at each load."""
    rules = PlaceRules(
        event_id=event.id,
        in_person=IN_PERSON,
        online=ONLINE,
        needs_approval=False,
        hours_to_confirm=48,
    )
    db.session.add(rules)
    for province in db.session.scalars(sa.select(Province)):
        db.session.add(Quota(event_id=event.id, province_id=province.id, most=OF_A_PROVINCE))
        if province.code == FOCAL_POINT_OF:
            _name_focal_point(event, province, by=by, at=before - timedelta(days=20))
    for n, registration in enumerate(registered[INVITED]):
        _invite(registration, n, at=before - timedelta(days=8))


def _name_focal_point(event: Event, province: Province, *, by: User, at: datetime) -> None:
    user = accounts.account(f"focal.{province.code}", "Bùi Thị Thanh Hà", event)
    roles.give(user, roles.FOCAL_POINT, event)
    named = FocalPoint(event=event, user=user, province=province, named_at=at, named_by_id=by.id)
    db.session.add(named)


def _invite(registration: Registration, number: int, *, at: datetime) -> None:
    registration.invitation = Invitation(at=at)
    if number % 4:
        answer = InvitationAnswer(at=at + timedelta(hours=number + 1), is_accepted=True, reason="")
        registration.invitation.answer = answer
