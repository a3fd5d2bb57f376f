"""The organisers' page of places: how many, for whom, who waits, and who is to be approved."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit
from confapp.clock import in_vietnam, now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import Form, read
from confapp.people.visiting import visitor
from confapp.registration import opening, place_rules, placing, quotas
from confapp.registration.models import IN_PERSON, ONLINE, Registration
from confapp.registration.place_rules import Rules
from confapp.registration.places_form import (
    APPROVE,
    DecisionForm,
    RulesForm,
    numbers_in,
    quotas_form,
)
from confapp.registration.standing import Standing, numbers_by_standing
from confapp.registration.views.blueprint import registration


@registration.get("/organise/places")
@admit(may_organise)
def places() -> ResponseReturnValue:
    return _page(_kept())


@registration.post("/organise/places")
@admit(may_organise)
def set_rules() -> ResponseReturnValue:
    form = read(RulesForm)
    if not form.validate():
        return _page(form), 422
    rules = Rules(
        in_person=form.in_person.data,
        online=form.online.data,
        needs_approval=form.needs_approval.data,
        hours_to_confirm=form.hours_to_confirm.data or 1,
        closes_at=form.moment,
    )
    place_rules.set_rules(current_event(), rules, by=visitor(), at=now())
    return _saved()


@registration.post("/organise/places/quotas")
@admit(may_organise)
def set_quotas() -> ResponseReturnValue:
    form = read(_quotas_form())
    if not form.validate():
        return _page(_kept(), form), 422
    place_rules.set_quotas(current_event(), numbers_in(form), by=visitor(), at=now())
    return _saved()


@registration.post("/organise/places/closure")
@admit(may_organise)
def close() -> ResponseReturnValue:
    opening.close(current_event(), by=visitor(), at=now())
    return _saved()


@registration.post("/organise/places/opening")
@admit(may_organise)
def reopen() -> ResponseReturnValue:
    opening.reopen(current_event(), by=visitor(), at=now())
    return _saved()


@registration.post("/organise/delegates/<int:registration_id>/decision")
@admit(may_organise)
def decide(registration_id: int) -> ResponseReturnValue:
    of_event = Registration.event_id == current_event().id
    found = find(Registration, Registration.id == registration_id, of_event)
    form = read(DecisionForm)
    if not form.validate():
        return render_template("registration/decision.html", delegate=found, decision=form), 422
    is_approved = form.decision.data == APPROVE
    reason = form.reason.data or ""
    placing.decide(found, is_approved=is_approved, reason=reason, by=visitor(), at=now())
    db.session.commit()
    flash(_("The delegate is told by e-mail."), "done")
    return redirect(url_for(".delegate", registration_id=registration_id), 303)


def _saved() -> ResponseReturnValue:
    db.session.commit()
    flash(_("Saved."), "done")
    return redirect(url_for(".places"), 303)


def _quotas_form() -> type[Form]:
    delegations = place_rules.delegations(current_event(), at=now())
    return quotas_form(delegation.name for delegation in delegations)


def _page(form: RulesForm, quotas_sent: Form | None = None) -> str:
    event, at = current_event(), now()
    delegations = place_rules.delegations(event, at=at)
    return render_template(
        "registration/places.html",
        form=form,
        quotas=quotas_sent or _quotas_form()(**{d.name: d.most for d in delegations}),
        delegations=delegations,
        places={mode: quotas.places_of(event, mode, at=at) for mode in (IN_PERSON, ONLINE)},
        numbers=numbers_by_standing(event, at=at),
        standings=Standing,
        closure=opening.closure_of(event),
        is_open=opening.is_open(event, at=at),
    )


def _kept() -> RulesForm:
    event, rules = current_event(), quotas.rules_of(current_event())
    return RulesForm(
        in_person=rules.in_person,
        online=rules.online,
        hours_to_confirm=rules.hours_to_confirm,
        needs_approval=rules.needs_approval,
        closes_at=in_vietnam(event.registration_closes_at),
    )
