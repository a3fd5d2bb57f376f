"""A focal point's page: the delegation, rows pasted from a spreadsheet, and replacements."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from confapp.access import admit, reveal
from confapp.clock import now
from confapp.database import db, find
from confapp.errors import Refusal
from confapp.events.current import current_event
from confapp.events.policy import may_organise, may_replace_delegates, may_send_delegation
from confapp.forms import read
from confapp.people.visiting import visitor
from confapp.registration import delegates, enrolling, opening
from confapp.registration.delegations import focal_points, nominating, pasting, replacing
from confapp.registration.delegations.forms import NomineeForm, PasteForm, PersonForm
from confapp.registration.lists import wording
from confapp.registration.lists.cells import Unreadable
from confapp.registration.lists.comparing import READY, WRONG, Finding
from confapp.registration.lists.people import Choices, LeftOut, Person
from confapp.registration.lists.places import Gazetteer
from confapp.registration.models import FocalPoint, Registration
from confapp.registration.views.blueprint import registration


@registration.get("/delegation")
@admit(may_send_delegation)
def delegation() -> ResponseReturnValue:
    return _page(PasteForm())


@registration.post("/delegation")
@admit(may_send_delegation)
def nominate() -> ResponseReturnValue:
    form = read(PasteForm)
    if not form.validate():
        return _page(form), 422
    rows = _rows(form)
    findings = nominating.looked_at(rows, current_event())
    if form.errors:
        return _page(form), 422
    if "confirmed" not in request.form or any(one.state == WRONG for one in findings):
        return _page(form, findings)
    people = [row for row in rows if isinstance(row, Person)]
    return _added(nominating.nominate(_own(), people, by=visitor(), at=now()))


@registration.get("/delegation/new")
@admit(may_send_delegation)
def new_nominee() -> ResponseReturnValue:
    return render_template("registration/nominee.html", form=NomineeForm(), whose=_own())


@registration.post("/delegation/new")
@admit(may_send_delegation)
def add_nominee() -> ResponseReturnValue:
    form, own = read(NomineeForm), _own()
    if not form.validate() or not _is_new(form, form.person(mode=form.mode.data), own):
        return render_template("registration/nominee.html", form=form, whose=own), 422
    person = form.person(mode=form.mode.data)
    pasting.take_in_delegation(person, own, work="")
    return _added(nominating.nominate(own, [person], by=visitor(), at=now()))


@registration.get("/delegation/<int:registration_id>/replacement")
@admit(may_replace_delegates)
def replacement(registration_id: int) -> ResponseReturnValue:
    whom = _delegate(registration_id)
    form = PersonForm(post=whom.post, organisation=whom.organisation)
    return _replacement_page(form, whom)


@registration.post("/delegation/<int:registration_id>/replacement")
@admit(may_replace_delegates)
def replace(registration_id: int) -> ResponseReturnValue:
    whom, form = _delegate(registration_id), read(PersonForm)
    if not form.validate() or not _is_new(form, form.person(mode=whom.mode)):
        return _replacement_page(form, whom), 422
    other = replacing.replace(whom, form.person(mode=whom.mode), by=visitor(), at=now())
    name, number = other.full_name, other.id
    db.session.commit()
    flash(_("%(name)s comes instead. Both are told by e-mail.", name=name), "done")
    return redirect(_way_back(number), 303)


@registration.post("/delegation/<int:registration_id>/withdrawal")
@admit(may_send_delegation)
def withdraw(registration_id: int) -> ResponseReturnValue:
    enrolling.cancel(_delegate(registration_id), by=visitor(), at=now())
    db.session.commit()
    flash(_("The registration has been cancelled."), "done")
    return redirect(url_for(".delegation"), 303)


def _own() -> FocalPoint:
    own = focal_points.of_user(visitor(), current_event())
    if own is None:
        raise Refusal(
            _("The organising committee has not said yet for whom this account registers.")
        )
    return own


def _delegate(registration_id: int) -> Registration:
    """A delegate whom the visitor may replace: any for organisers, else of the own delegation."""
    found = find(
        Registration,
        Registration.id == registration_id,
        Registration.event_id == current_event().id,
    )
    if not may_organise(visitor(), current_event()):
        own = _own()
        reveal((found.province_id, found.department_id) == (own.province_id, own.department_id))
    return found


def _rows(form: PasteForm) -> list[Person | LeftOut]:
    """What the text says; a text that is no table, or too long, is an error of its field."""
    try:
        rows = pasting.people_in(
            form.text.data,
            focal_point=_own(),
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


def _is_new(form: PersonForm, person: Person, own: FocalPoint | None = None) -> bool:
    """Whether this person can be registered; if not, the form says why."""
    fault = nominating.fault_of(person, current_event())
    if fault:
        form.full_name.errors = [fault]
    return not fault


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


def _way_back(registration_id: int) -> str:
    if may_organise(visitor(), current_event()):
        return url_for(".delegate", registration_id=registration_id)
    return url_for(".delegation")


def _replacement_page(form: PersonForm, whom: Registration) -> str:
    return render_template(
        "registration/replacement.html",
        form=form,
        whom=whom,
        is_possible=replacing.can_replace(current_event(), at=now()) and not whom.is_cancelled,
        back=_way_back(whom.id),
    )


def _page(form: PasteForm, findings: list[Finding] | None = None) -> str:
    own, at = _own(), now()
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
        is_ready=bool(findings)
        and not any(one.state == WRONG for one in findings or [])
        and any(one.state == READY for one in findings or []),
        sentences=wording.sentences,
        called=wording.called,
    )
