"""Who acts for a department, and to whom its head delegates approval."""

import sqlalchemy as sa
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit, require, reveal
from confapp.clock import now
from confapp.database import db, find
from confapp.events import deputising, members, policy
from confapp.events.current import current_event
from confapp.events.forms import DelegationForm, MemberForm
from confapp.events.models import Department, Deputation, Member
from confapp.events.views.blueprint import events
from confapp.forms import read
from confapp.people.visiting import visitor


@events.get("/organise/departments")
@admit(policy.may_organise)
def departments() -> ResponseReturnValue:
    rows = members.of_event(current_event())
    return render_template("events/departments.html", members=rows, HEAD=members.HEAD)


@events.get("/departments/<code>/members")
@admit(policy.may_open_departments)
def department(code: str) -> ResponseReturnValue:
    return _page(_department(code))


@events.post("/departments/<code>/members")
@admit(policy.may_open_departments)
def add_member(code: str) -> ResponseReturnValue:
    of, form = _department(code), read(MemberForm)
    require(policy.may_organise(visitor(), current_event()))
    if not form.validate():
        return _page(of, adding=form), 422
    members.add(
        of,
        form.post.data,
        email=form.email.data or "",
        full_name=form.full_name.data or "",
        by=visitor(),
        at=now(),
    )
    return _back(code, _("Saved. A letter with the way in has been sent."))


@events.post("/departments/<code>/members/<int:number>/removal")
@admit(policy.may_open_departments)
def remove_member(code: str, number: int) -> ResponseReturnValue:
    member = _member(_department(code), Member.id == number)
    require(policy.may_organise(visitor(), current_event()))
    members.remove(member, by=visitor())
    return _back(code, _("Saved. What the person has written and approved stays."))


@events.post("/departments/<code>/deputations")
@admit(policy.may_open_departments)
def delegate(code: str) -> ResponseReturnValue:
    of, form = _department(code), read(DelegationForm)
    require(policy.may_delegate(visitor(), of))
    form.offer(_members(of))
    if not form.is_possible(at=now()):
        return _page(of, delegating=form), 422
    deputising.delegate(
        form.deputy,
        from_on=form.from_on.data,
        until_on=form.until_on.data,
        by=visitor(),
        at=now(),
    )
    return _back(code, _("Approval has been delegated."))


@events.post("/departments/<code>/deputations/<int:number>/end")
@admit(policy.may_open_departments)
def end_deputation(code: str, number: int) -> ResponseReturnValue:
    of = _department(code)
    given = find(Deputation, Deputation.id == number)
    member = _member(of, Member.id == given.member_id)
    require(policy.may_delegate(visitor(), of))
    deputising.end(member, given, by=visitor(), at=now())
    return _back(code, _("The delegation has ended."))


def _department(code: str) -> Department:
    found = find(Department, Department.event_id == current_event().id, Department.code == code)
    reveal(policy.may_see_members(visitor(), found))
    return found


def _member(of: Department, which: sa.ColumnElement[bool]) -> Member:
    return find(Member, Member.department_id == of.id, which)


def _members(of: Department) -> list[Member]:
    return list(db.session.scalars(members.of_department(of)))


def _back(code: str, sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "done")
    return redirect(url_for(".department", code=code), 303)


def _page(
    of: Department,
    *,
    adding: MemberForm | None = None,
    delegating: DelegationForm | None = None,
) -> str:
    rows, delegating = _members(of), delegating or DelegationForm()
    delegating.offer(rows)
    return render_template(
        "events/department.html",
        department=of,
        members=rows,
        posts=members.POSTS,
        adding=adding or MemberForm(),
        delegating=delegating,
        state_of=deputising.state_of,
        at=now(),
        may_delegate=policy.may_delegate(visitor(), of),
        may_organise=policy.may_organise(visitor(), current_event()),
    )
