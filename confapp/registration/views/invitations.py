"""Invitations: answering one by its link, and sending them for the organisers."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import jobs, live, seals
from confapp.access import admit, public
from confapp.clock import now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import read, searched
from confapp.limits import limiter
from confapp.people.visiting import visitor
from confapp.registration.delegations import nominating, replacing
from confapp.registration.delegations.forms import PersonForm
from confapp.registration.invitations import answering, counting, inviting
from confapp.registration.invitations.forms import AcceptForm, DeclineForm
from confapp.registration.models import Registration
from confapp.registration.views.blueprint import registration


@registration.get("/invitation/<key>")
@public
@limiter.limit("300 per hour")
def invitation(key: str) -> ResponseReturnValue:
    # Mail scanners open links: only a button on this page answers.
    invited = _invited(key)
    answering.refuse_answered(invited)
    return _page(invited, key)


@registration.post("/invitation/<key>")
@public
@limiter.limit("300 per hour")
def accept(key: str) -> ResponseReturnValue:
    invited, form = _invited(key), read(AcceptForm)
    if not form.validate():
        return _page(invited, key, accept=form), 422
    answering.accept(invited, purposes=form.purposes, at=now())
    way_on = url_for(".invitation_answered", answer="come" if invited.has_place else "wait")
    db.session.commit()
    return redirect(way_on, 303)


@registration.post("/invitation/<key>/decline")
@public
@limiter.limit("300 per hour")
@limiter.limit("20 per hour", key_func=lambda: str((request.view_args or {}).get("key")))
def decline(key: str) -> ResponseReturnValue:
    invited, form, other = _invited(key), read(DeclineForm), read(PersonForm)
    is_well = form.validate()
    if form.names_other.data:
        is_well = other.validate() and is_well and _can_come(other, invited)
    if not is_well:
        return _page(invited, key, decline=form, other=other), 422
    reason = form.reason.data or ""
    if form.names_other.data:
        person = other.person(mode=invited.mode)
        answering.decline_for(invited, person, reason=reason, at=now())
    else:
        answering.decline(invited, reason=reason, at=now())
    db.session.commit()
    return redirect(url_for(".invitation_answered", answer="not"), 303)


@registration.get("/invitation")
@public
def invitation_answered() -> ResponseReturnValue:
    return render_template("registration/invitation_answered.html", answer=searched("answer"))


@registration.get("/organise/invitations")
@admit(may_organise)
def invitations() -> ResponseReturnValue:
    numbers = counting.numbers(current_event(), at=now())
    return render_template("registration/invitations.html", numbers=numbers)


@registration.get("/organise/invitations/numbers")
@admit(may_organise)
def invitation_numbers() -> ResponseReturnValue:
    numbers = counting.numbers(current_event(), at=now())
    return live.fragment(
        f"invitations:{current_event().id}",
        lambda: render_template("registration/_invitation_numbers.html", numbers=numbers),
        also=f"-{numbers}",
    )


@registration.post("/organise/invitations")
@admit(may_organise)
def invite_all() -> ResponseReturnValue:
    jobs.enqueue(inviting.invite_all, current_event().id, visitor().id)
    flash(_("The invitations are being written. The numbers below follow."), "done")
    return redirect(url_for(".invitations"), 303)


@registration.post("/organise/invitations/reminders")
@admit(may_organise)
def remind_all() -> ResponseReturnValue:
    jobs.enqueue(inviting.remind_all, current_event().id, visitor().id)
    flash(_("The reminders are being written. Nobody is reminded twice a day."), "done")
    return redirect(url_for(".invitations"), 303)


def _invited(key: str) -> Registration:
    number = seals.read_key(key, inviting.INVITATION)
    of_event = Registration.event_id == current_event().id
    return find(Registration, of_event, Registration.id == (number or 0))


def _can_come(other: PersonForm, invited: Registration) -> bool:
    """Whether the person can be registered; a page without a door says no more than that."""
    fault = nominating.fault_of(other.person(mode=invited.mode), current_event())
    if fault:
        other.full_name.errors = [
            _("This person cannot be named here. Please write to the organising committee.")
        ]
    return not fault


def _page(
    invited: Registration,
    key: str,
    *,
    accept: AcceptForm | None = None,
    decline: DeclineForm | None = None,
    other: PersonForm | None = None,
) -> str:
    return render_template(
        "registration/invitation.html",
        invited=invited,
        key=key,
        accept=accept or AcceptForm(),
        decline=decline or DeclineForm(),
        other=other or PersonForm(organisation=invited.organisation),
        can_replace=replacing.can_replace(current_event(), at=now()),
    )
