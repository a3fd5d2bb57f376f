"""Registering those whom an office sends: all of them or nobody, within the quota."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp import audit
from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.events.models import Department, Event
from confapp.people.models import User
from confapp.people.signing_in import email_key
from confapp.registration import enrolling, opening, placing
from confapp.registration.delegations import focal_points
from confapp.registration.invitations import inviting
from confapp.registration.lists import comparing, taking_in, wording
from confapp.registration.lists.comparing import KNOWN, READY, WRONG, Finding
from confapp.registration.lists.people import LeftOut, Person
from confapp.registration.models import IN_PERSON, FocalPoint, Registration

MOST = 200


def looked_at(people: Sequence[Person | LeftOut], event: Event) -> list[Finding]:
    """What is found of each row: ready, registered already, wrong, or naming nobody.

    Who is registered under which number is the organisers' to know.
    """
    found = comparing.compared(people, comparing.registered(event.id))
    return [_without_number(finding) for finding in found]


def are_ready(findings: Sequence[Finding]) -> bool:
    """Whether no row is wrong, and somebody is not registered yet."""
    states = {finding.state for finding in findings}
    return READY in states and WRONG not in states


def fault_of(person: Person, event: Event) -> str:
    """Why this person cannot be registered, in words; nothing if they can."""
    [finding] = looked_at([person], event)
    if finding.state == KNOWN:
        return _("This person is registered already.")
    return " ".join(wording.sentences(finding.person.faults)) if finding.person else ""


def nominate(
    focal_point: FocalPoint, people: Sequence[Person], *, by: User, at: datetime
) -> list[Registration]:
    """Register and invite those who are not registered yet; gives them.

    Raises `Refusal` when registration is closed, when a row is wrong, and beyond the quota.
    """
    event = focal_point.event
    opening.refuse_when_closed(event, at=at)
    hold_addresses(event, people)
    placing.hold_places(event)
    placing.give_on_what_lapsed(event, at=at)
    findings = looked_at(people, event)
    if any(finding.state == WRONG for finding in findings):
        raise Refusal(_("Some rows are to be corrected first. Nobody has been registered."))
    too_many = beyond_quota(focal_point, findings, at=at)
    if too_many:
        raise Refusal(too_many)
    ready = [finding.person for finding in findings if finding.state == READY and finding.person]
    added = enter(ready, event, department=focal_point.department, at=at)
    for registration in added:
        placing.place(registration, is_approved=True, at=at)
        _note(registration, by)
        inviting.invite(registration, by=by, at=at)
    return added


def enter(
    people: Sequence[Person], event: Event, *, department: Department | None, at: datetime
) -> list[Registration]:
    """The registrations of these people, of a unit of the ministry or of their own province."""
    if not people:
        return []
    provinces = taking_in.provinces_by_code()
    prepared = taking_in.prepared(people, provinces, event_id=event.id)
    ids = taking_in.take_in(people, prepared, event_id=event.id, at=at)
    rows = sa.select(Registration).where(Registration.id.in_(ids)).order_by(Registration.id)
    added = list(db.session.scalars(rows))
    for registration in added:
        registration.department = department
    return added


def _without_number(finding: Finding) -> Finding:
    if finding.same_as and not finding.same_as.startswith("#"):
        finding.same_as = comparing.REGISTERED
    if finding.person:
        address = finding.person.email
        finding.person.faults = [
            (code, address if code == "address_of_other" else word)
            for code, word in finding.person.faults
        ]
    return finding


def hold_addresses(event: Event, people: Sequence[Person]) -> None:
    """Let nobody else register with one of these addresses meanwhile."""
    hold(enrolling.lock_of_lists(event.id), is_shared=True)
    for key in sorted({email_key(person.email) for person in people if person.email}):
        hold(enrolling.lock_of(event.id, key))


def beyond_quota(focal_point: FocalPoint, findings: Sequence[Finding], *, at: datetime) -> str:
    """In words that more of those who are ready would come in person than may; else nothing."""
    left = focal_points.quota_of(focal_point, at=at).left
    ready = [finding.person for finding in findings if finding.state == READY and finding.person]
    asked = sum(person.mode == IN_PERSON for person in ready)
    if left is None or asked <= left:
        return ""
    return _(
        "%(asked)s are to come in person, and the quota has %(left)s places left. "
        "Nobody has been registered.",
        asked=asked,
        left=left,
    )


def _note(registration: Registration, by: User) -> None:
    audit.record(
        "nominate", f"registration {registration.id}", user_id=by.id, event_id=registration.event_id
    )
