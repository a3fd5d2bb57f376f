"""A focal point's page: the delegation, and rows pasted from a spreadsheet."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields import Field

from confapp.access import admit
from confapp.clock import now
from confapp.database import db
from confapp.events.current import current_event
from confapp.events.policy import may_send_delegation
from confapp.forms import read
from confapp.people.visiting import visitor
from confapp.registration import delegates, enrolling, opening
from confapp.registration.delegations import focal_points, nominating, pasting, replacing
from confapp.registration.delegations.forms import NomineeForm, PasteForm
from confapp.registration.lists import wording
from confapp.registration.lists.cells import Unreadable
from confapp.registration.lists.comparing import Finding
from confapp.registration.lists.people import Choices, LeftOut, Person
from confapp.registration.lists.places import Gazetteer
from confapp.registration.models import FocalPoint, Registration
from confapp.registration.views.blueprint import registration
from confapp.registration.views.replacements import (
    can_be_registered,
    delegate_to_change,
    own_delegation,
)


@registration.get("/delegation")
@admit(may_send_delegation)
def delegation() -> ResponseReturnValue:
    return _page(PasteForm())


@registration.post("/delegation")
@admit(may_send_delegation)
def nominate() -> ResponseReturnValue:
    form, own = read(PasteForm), own_delegation()
    rows = _rows(form, own) if form.validate() else []
    findings = nominating.looked_at(rows, current_event())
    if form.errors or _is_beyond_quota(form.text, own, findings):
        return _page(form, findings), 422
    if "confirmed" not in request.form or not nominating.are_ready(findings):
        return _page(form, findings)
    people = [row for row in rows if isinstance(row, Person)]
    return _added(nominating.nominate(own, people, by=visitor(), at=now()))


@registration.get("/delegation/new")
@admit(may_send_delegation)
def new_nominee() -> ResponseReturnValue:
    opening.refuse_when_closed(current_event(), at=now())
    return render_template("registration/nominee.html", form=NomineeForm())


@registration.post("/delegation/new")
@admit(may_send_delegation)
def add_nominee() -> ResponseReturnValue:
    form, own = read(NomineeForm), own_delegation()
    is_well = form.validate()
    person = form.person(mode=form.mode.data)
    pasting.take_in_delegation(person, own, work="")
    if not is_well or not can_be_registered(form, person) or _is_one_too_many(form, own, person):
        return render_template("registration/nominee.html", form=form), 422
    return _added(nominating.nominate(own, [person], by=visitor(), at=now()))


@registration.post("/delegation/<int:registration_id>/withdrawal")
@admit(may_send_delegation)
def withdraw(registration_id: int) -> ResponseReturnValue:
    enrolling.cancel(delegate_to_change(registration_id), by=visitor(), at=now())
    db.session.commit()
    flash(_("The registration has been cancelled."), "done")
    return redirect(url_for(".delegation"), 303)


def _is_one_too_many(form: NomineeForm, own: FocalPoint, person: Person) -> bool:
    findings = nominating.looked_at([person], current_event())
    return _is_beyond_quota(form.mode, own, findings)


def _is_beyond_quota(field: Field, own: FocalPoint, findings: list[Finding]) -> bool:
    """Whether more are to come in person than may; the field says so."""
    too_many = nominating.beyond_quota(own, findings, at=now())
    if too_many:
        field.errors = [too_many]
    return bool(too_many)


def _rows(form: PasteForm, own: FocalPoint) -> list[Person | LeftOut]:
    """What the text says; a text that is no table, or too long, is an error of its field."""
    try:
        rows = pasting.people_in(
            form.text.data,
            focal_point=own,
            places=Gazetteer(db.session.scalars(delegates.provinces())),
            choices=Choices(form.mode.data, form.salutation.data),
            work=form.work.data or "",
        )
    except Unreadable as unreadable:
        form.text.errors = [wording.REASONS[unreadable.reason]]
        return []
    if len(rows) > nominating.MOST:
        form.text.errors = [_("At most %(most)s rows at once, please.", most=nominating.MOST)]
        return []
    if not any(isinstance(row, Person) for row in rows):
        form.text.errors = [_("No row of this names a person. Please copy whole rows.")]
    return rows


def _added(added: list[Registration]) -> ResponseReturnValue:
    number = len(added)
    db.session.commit()
    flash(
        ngettext(
            "%(num)d delegate has been registered.",
            "%(num)d delegates have been registered.",
            number,
        ),
        "done",
    )
    return redirect(url_for(".delegation"), 303)


def _page(form: PasteForm, findings: list[Finding] | None = None) -> str:
    own, at = own_delegation(), now()
    rows = db.session.scalars(focal_points.delegates_of(own)).all()
    return render_template(
        "registration/delegation.html",
        form=form,
        name=focal_points.name_of(own),
        quota=focal_points.quota_of(own, at=at),
        online=focal_points.online_of(own),
        delegates=[one for one in rows if not one.is_cancelled],
        cancelled=[one for one in rows if one.is_cancelled],
        is_open=opening.is_open(current_event(), at=at),
        can_replace=replacing.can_replace(current_event(), at=at),
        findings=findings or [],
        is_ready=not form.errors and nominating.are_ready(findings or []),
        sentences=wording.sentences,
        called=wording.called,
    )
