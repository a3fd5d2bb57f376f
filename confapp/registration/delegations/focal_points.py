"""Who may register and replace the delegates of a province, or of a unit of the ministry."""

from datetime import datetime

import sqlalchemy as sa
from flask import current_app
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from confapp import audit
from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.events import roles
from confapp.events.models import Department, Event, Province
from confapp.i18n import local
from confapp.mail.links import Link
from confapp.people import inviting
from confapp.people import letters as people_letters
from confapp.people.models import User
from confapp.registration import quotas
from confapp.registration.models import IN_PERSON, FocalPoint, Registration
from confapp.registration.quotas import Allotment
from confapp.registration.standing import has_place


def of_event(event: Event) -> sa.Select[FocalPoint]:
    """The event's focal points, by whom they stand for."""
    rows = sa.select(FocalPoint).filter_by(event_id=event.id)
    ordered = rows.outerjoin(FocalPoint.province).outerjoin(FocalPoint.department)
    return ordered.order_by(
        Province.alphabet_key.is_(None), Province.alphabet_key, Department.position, FocalPoint.id
    )


def of_user(user: User, event: Event) -> FocalPoint | None:
    rows = sa.select(FocalPoint).filter_by(event_id=event.id, user_id=user.id)
    return db.session.scalars(rows).one_or_none()


def name_of(focal_point: FocalPoint) -> str:
    """What the delegation is called."""
    if focal_point.province is not None:
        return focal_point.province.full_name
    assert focal_point.department is not None  # noqa: S101 – a constraint says so
    return local(focal_point.department.name)


def delegates_of(focal_point: FocalPoint) -> sa.Select[Registration]:
    """Who is registered for the delegation, whoever registered them, by given name."""
    of_event = sa.select(Registration).filter_by(event_id=focal_point.event_id)
    theirs = of_event.filter_by(
        province_id=focal_point.province_id, department_id=focal_point.department_id
    )
    by_name = theirs.order_by(Registration.name_key, Registration.id)
    return by_name.options(joinedload(Registration.invitation))


def quota_of(focal_point: FocalPoint, *, at: datetime) -> Allotment:
    """How many of the delegation may come in person, and how many do."""
    event = focal_point.event
    if focal_point.province is not None:
        return quotas.quota_of(event, focal_point.province, at=at)
    assert focal_point.department is not None  # noqa: S101 – a constraint says so
    return quotas.quota_of_unit(event, focal_point.department, at=at)


def online_of(focal_point: FocalPoint) -> int:
    """How many of the delegation attend online."""
    theirs = delegates_of(focal_point).where(has_place(), Registration.mode != IN_PERSON)
    return db.session.scalar(sa.select(sa.func.count()).select_from(theirs.subquery())) or 0


def name_focal_point(
    event: Event,
    body: Province | Department,
    *,
    email: str,
    full_name: str,
    by: User,
    at: datetime,
) -> FocalPoint:
    """Let this person register the delegation, and write to them; twice is the same as once.

    Raises `Refusal` if they do so for another delegation.
    """
    hold(f"focal points {event.id}")
    user = inviting.account(email, full_name, at=at)
    known = of_user(user, event)
    if known is not None:
        if body not in (known.province, known.department):
            raise Refusal(
                _("This person is the focal point of %(body)s already.", body=name_of(known))
            )
        return known
    named = FocalPoint(event=event, user=user, named_at=at, named_by_id=by.id)
    if isinstance(body, Province):
        named.province = body
    else:
        named.department = body
    db.session.add(named)
    roles.give(user, roles.FOCAL_POINT, event)
    _write_to(named, at=at)
    _note("name focal point", named, by)
    return named


def take_back(focal_point: FocalPoint, *, by: User) -> None:
    """Let them no longer register anybody; who is registered stays so."""
    _note("end focal point", focal_point, by)
    roles.take(focal_point.user, roles.FOCAL_POINT, focal_point.event)
    db.session.delete(focal_point)


def _write_to(focal_point: FocalPoint, *, at: datetime) -> None:
    event = focal_point.event
    people_letters.write_with_link(
        focal_point.user,
        "registration/letters/focal_point.txt",
        _("To register a delegation: %(event)s", event=local(event.short_title)),
        at=at,
        event_id=event.id,
        event=event,
        body=name_of(focal_point),
        page=Link(f"{current_app.config['SETTINGS'].base_url}/{event.slug}/delegation"),
    )


def _note(act: str, focal_point: FocalPoint, by: User) -> None:
    db.session.flush()
    audit.record(
        act,
        f"focal point {focal_point.id}",
        user_id=by.id,
        event_id=focal_point.event_id,
        whose=focal_point.user_id,
    )
