"""Who acts for a department, and as what: its head, deputies and assistants."""

from collections import defaultdict
from datetime import datetime

import sqlalchemy as sa
from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload, selectinload

from confapp import audit
from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.events import roles
from confapp.events.models import Department, Event, Member
from confapp.i18n import local
from confapp.mail.links import Link
from confapp.people import inviting
from confapp.people import letters as people_letters
from confapp.people.models import User

HEAD, DEPUTY, ASSISTANT = "head", "deputy", "assistant"
POSTS = {HEAD: _l("Head"), DEPUTY: _l("Deputy head"), ASSISTANT: _l("Assistant")}


def of_department(department: Department) -> sa.Select[Member]:
    """Its members: heads first, then deputies and assistants, each in the order they came."""
    rank = sa.case({HEAD: 0, DEPUTY: 1}, value=Member.post, else_=2)
    rows = sa.select(Member).filter_by(department_id=department.id).order_by(rank, Member.id)
    return rows.options(joinedload(Member.user), selectinload(Member.deputations))


def of_event(event: Event) -> dict[int, list[Member]]:
    """The members of all departments, by the department's id."""
    rows = sa.select(Member).join(Member.department).where(Department.event_id == event.id)
    found: dict[int, list[Member]] = defaultdict(list)
    for member in db.session.scalars(rows.options(joinedload(Member.user)).order_by(Member.id)):
        found[member.department_id].append(member)
    return found


def add(
    department: Department, post: str, *, email: str, full_name: str, by: User, at: datetime
) -> Member:
    """Let this person act for the department, and write to them; twice is the same as once.

    Raises `Refusal` if they act for it in another post.
    """
    hold_members(department)
    user = inviting.account(email, full_name, at=at)
    known = db.session.scalars(of_department(department).where(Member.user_id == user.id)).first()
    if known is not None:
        if known.post != post:
            raise Refusal(
                _("This person acts for the unit already, as: %(post)s", post=POSTS[known.post])
            )
        return known
    added = Member(department=department, user=user, post=post, deputations=[])
    db.session.add(added)
    _write_to(added, at=at)
    _note("add member", added, by)
    return added


def remove(member: Member, *, by: User) -> None:
    """Let somebody no longer act for the department; what they wrote and approved stays."""
    hold_members(member.department)
    user = member.user
    _note("remove member", member, by)
    db.session.delete(member)
    db.session.flush()
    db.session().info.pop("members", None)
    user.is_staff = bool(db.session.scalar(sa.select(roles.works_somewhere(user))))


def hold_members(department: Department) -> None:
    """Let one change of who acts for the department go on at a time."""
    hold(f"members of department {department.id}")


def _write_to(member: Member, *, at: datetime) -> None:
    department, event = member.department, member.department.event
    people_letters.write_with_link(
        member.user,
        "events/letters/member.txt",
        _("To answer for %(department)s", department=local(department.short_name)),
        at=at,
        event_id=event.id,
        event=event,
        department=department,
        post=POSTS[member.post],
        page=Link(f"{current_app.config['SETTINGS'].base_url}/{event.slug}/desk"),
    )


def _note(act: str, member: Member, by: User) -> None:
    db.session.flush()
    audit.record(
        act,
        f"member {member.id}",
        user_id=by.id,
        event_id=member.department.event_id,
        department=member.department.code,
        whose=member.user_id,
        post=member.post,
    )
