"""Letting one delegate come in the stead of another, by a focal point or by the organisers."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit, reveal
from confapp.clock import now
from confapp.database import db, find
from confapp.errors import Refusal
from confapp.events.current import current_event
from confapp.events.policy import may_organise, may_replace_delegates
from confapp.forms import read
from confapp.people.visiting import visitor
from confapp.registration.delegations import focal_points, nominating, replacing
from confapp.registration.delegations.forms import PersonForm
from confapp.registration.lists.people import Person
from confapp.registration.models import FocalPoint, Registration
from confapp.registration.views.blueprint import registration


@registration.get("/delegation/<int:registration_id>/replacement")
@admit(may_replace_delegates)
def replacement(registration_id: int) -> ResponseReturnValue:
    whom = delegate_to_change(registration_id)
    form = PersonForm(post=whom.post, organisation=whom.organisation)
    return _replacement_page(form, whom)


@registration.post("/delegation/<int:registration_id>/replacement")
@admit(may_replace_delegates)
def replace(registration_id: int) -> ResponseReturnValue:
    whom, form = delegate_to_change(registration_id), read(PersonForm)
    if not form.validate() or not can_be_registered(form, form.person(mode=whom.mode)):
        return _replacement_page(form, whom), 422
    other = replacing.replace(whom, form.person(mode=whom.mode), by=visitor(), at=now())
    name, number = other.full_name, other.id
    db.session.commit()
    flash(_("%(name)s comes instead. Both are told by e-mail.", name=name), "done")
    return redirect(_way_back(number), 303)


def own_delegation() -> FocalPoint:
    own = focal_points.of_user(visitor(), current_event())
    if own is None:
        raise Refusal(
            _("The organising committee has not said yet for whom this account registers.")
        )
    return own


def delegate_to_change(registration_id: int) -> Registration:
    """A delegate whom the visitor may replace: any for organisers, else of the own delegation."""
    found = find(
        Registration,
        Registration.id == registration_id,
        Registration.event_id == current_event().id,
    )
    if not may_organise(visitor(), current_event()):
        own = own_delegation()
        reveal((found.province_id, found.department_id) == (own.province_id, own.department_id))
    return found


def can_be_registered(form: PersonForm, person: Person) -> bool:
    """Whether this person can be registered; if not, the form says why."""
    fault = nominating.fault_of(person, current_event())
    if fault:
        form.full_name.errors = [fault]
    return not fault


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
