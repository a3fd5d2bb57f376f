"""Registering, and a delegate's own page."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import public, reveal, signed_in
from confapp.clock import now
from confapp.database import db, find
from confapp.downloads import as_download
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import read
from confapp.limits import limiter
from confapp.people import visiting
from confapp.qr import qr_svg
from confapp.registration import (
    calendars,
    delegates,
    enrolling,
    filling_in,
    letters,
    opening,
    quotas,
    tickets,
)
from confapp.registration.application import Outcome
from confapp.registration.forms import DetailsForm, RegistrationForm
from confapp.registration.models import Registration
from confapp.registration.standing import position_of, standing_of
from confapp.registration.ticket_printing import print_ticket, ticket_of
from confapp.registration.views.blueprint import registration


@registration.get("/register")
@public
def new() -> ResponseReturnValue:
    user = visiting.visitor_or_none()
    if user and db.session.scalar(delegates.own(user, current_event())):
        return redirect(url_for(".me"))
    form = RegistrationForm(email=user.email if user else "")
    filling_in.offer_choices(form, current_event())
    filling_in.choose_sessions_to_come(form, current_event(), at=now())
    return _form_page(form)


@registration.post("/register")
@public
@limiter.limit("300 per hour")
def register() -> ResponseReturnValue:
    form = read(RegistrationForm)
    filling_in.offer_choices(form, current_event())
    opening.refuse_when_closed(current_event(), at=now())
    if not form.validate():
        return _form_page(form), 422
    user = visiting.visitor_or_none()
    outcome = enrolling.register(
        filling_in.application_in(form, current_event()),
        event=current_event(),
        visitor=user,
        may_register_others=user is not None and may_organise(user, current_event()),
        at=now(),
    )
    letters.tell(outcome, current_event(), at=now())
    return _lead_on(outcome)


@registration.get("/register/received")
@public
def received() -> ResponseReturnValue:
    return render_template("registration/received.html")


@registration.get("/me")
@signed_in
def me() -> ResponseReturnValue:
    mine = db.session.scalar(delegates.own(visiting.visitor(), current_event()))
    if mine is None:
        return render_template("registration/not_registered.html")
    code = tickets.code_of(mine)
    picture = qr_svg(code, title=_("QR code of the ticket"))
    calendar = url_for(".own_calendar", key=calendars.key_of(mine))
    base_url: str = current_app.config["SETTINGS"].base_url
    return render_template(
        "registration/me.html",
        mine=mine,
        standing=standing_of(mine, at=now()),
        is_open=opening.is_open(current_event(), at=now()),
        position=position_of(mine),
        code=code,
        picture=picture,
        calendar=base_url + calendar,
    )


@registration.get("/me/ticket.pdf")
@signed_in
@limiter.limit("10 per minute", key_func=lambda: str(visiting.visitor().id))
def ticket() -> ResponseReturnValue:
    mine = own_registration()
    reveal(mine.has_place)
    words, name = ticket_of(mine), f"Vé {mine.reference}.pdf"
    db.session.rollback()  # no transaction is open while the paper is made
    return as_download(print_ticket(words), "application/pdf", name)


@registration.get("/me/edit")
@signed_in
def edit() -> ResponseReturnValue:
    form = DetailsForm(**filling_in.as_fields(own_registration()))
    filling_in.offer_choices(form, current_event())
    return render_template("registration/edit.html", form=form)


@registration.post("/me/edit")
@signed_in
def correct() -> ResponseReturnValue:
    mine = own_registration()
    form = read(DetailsForm)
    filling_in.offer_choices(form, current_event())
    if not form.validate():
        return render_template("registration/edit.html", form=form), 422
    details = filling_in.details_in(form, current_event())
    enrolling.correct(mine, details, by=visiting.visitor(), at=now())
    db.session.commit()
    flash(_("Saved."), "done")
    return redirect(url_for(".me"), 303)


@registration.post("/me/cancellation")
@signed_in
def cancel() -> ResponseReturnValue:
    enrolling.cancel(own_registration(), by=visiting.visitor(), at=now())
    db.session.commit()
    flash(_("The registration has been cancelled."), "done")
    return redirect(url_for(".me"), 303)


def own_registration() -> Registration:
    """The visitor's registration in this event, or a page that says there is none (404)."""
    return find(
        Registration,
        Registration.event_id == current_event().id,
        Registration.user_id == visiting.visitor().id,
    )


def _lead_on(outcome: Outcome) -> ResponseReturnValue:
    if outcome.is_own and visiting.visitor_or_none() is not outcome.user:
        visiting.welcome(outcome.user, at=now())
    # Before the commit, after which every word of a row would be asked for once more.
    way_on = redirect(url_for(".me" if outcome.is_own else ".received"), 303)
    db.session.commit()
    if outcome.is_own:
        flash(_("The registration has been received. A letter about it is on its way."), "done")
    return way_on


def _form_page(form: RegistrationForm) -> str:
    event = current_event()
    closure = opening.closure_of(event)
    return render_template(
        "registration/new.html",
        form=form,
        is_open=opening.is_open(event, at=now()),
        closed_at=closure.at if closure else event.registration_closes_at,
        full=quotas.full_modes(event, at=now()),
        needs_approval=quotas.rules_of(event).needs_approval,
    )
