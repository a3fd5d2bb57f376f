"""Who registers which delegation, as the organisers say."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from confapp.access import admit
from confapp.clock import now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.models import Province
from confapp.events.policy import may_organise
from confapp.forms import read
from confapp.i18n import local
from confapp.people.visiting import visitor
from confapp.registration import place_rules
from confapp.registration.delegations import focal_points as query
from confapp.registration.delegations.forms import FocalPointForm
from confapp.registration.models import FocalPoint
from confapp.registration.place_rules import Delegation
from confapp.registration.views.blueprint import registration


@registration.get("/organise/focal-points")
@admit(may_organise)
def focal_points() -> ResponseReturnValue:
    return _page(_offered(FocalPointForm()))


@registration.post("/organise/focal-points")
@admit(may_organise)
def name_focal_point() -> ResponseReturnValue:
    form = _offered(read(FocalPointForm))
    if not form.validate():
        return _page(form), 422
    bodies = {one.name: one.body for one in _delegations()}
    query.name_focal_point(
        current_event(),
        bodies[form.delegation.data],
        email=form.email.data or "",
        full_name=form.full_name.data or "",
        by=visitor(),
        at=now(),
    )
    db.session.commit()
    flash(_("Saved. A letter with the way in has been sent."), "done")
    return redirect(url_for(".focal_points"), 303)


@registration.post("/organise/focal-points/<int:number>/end")
@admit(may_organise)
def take_back_focal_point(number: int) -> ResponseReturnValue:
    of_event = FocalPoint.event_id == current_event().id
    query.take_back(find(FocalPoint, FocalPoint.id == number, of_event), by=visitor())
    db.session.commit()
    flash(_("Saved. Who is registered stays registered."), "done")
    return redirect(url_for(".focal_points"), 303)


def _delegations() -> list[Delegation]:
    return place_rules.delegations(current_event(), at=now())


def _offered(form: FocalPointForm) -> FocalPointForm:
    form.delegation.choices = [
        SelectChoice("", _("-- Choose --")),
        *(SelectChoice(one.name, _called(one)) for one in _delegations()),
    ]
    return form


def _called(delegation: Delegation) -> str:
    body = delegation.body
    return body.short_name if isinstance(body, Province) else local(body.name)


def _page(form: FocalPointForm) -> str:
    rows = db.session.scalars(query.of_event(current_event())).all()
    return render_template(
        "registration/focal_points.html", form=form, rows=rows, name_of=query.name_of
    )
