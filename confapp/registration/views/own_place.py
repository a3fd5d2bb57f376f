"""A delegate's way from the waiting list to a place."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import signed_in
from confapp.clock import now
from confapp.database import db
from confapp.people.visiting import visitor
from confapp.registration import enrolling, placing
from confapp.registration.views.blueprint import registration
from confapp.registration.views.delegates import own_registration


@registration.post("/me/place")
@signed_in
def confirm_place() -> ResponseReturnValue:
    placing.confirm(own_registration(), by=visitor(), at=now())
    db.session.commit()
    flash(_("The place is confirmed."), "done")
    return redirect(url_for(".me"), 303)


@registration.post("/me/return")
@signed_in
def come_back() -> ResponseReturnValue:
    enrolling.come_back(own_registration(), at=now())
    db.session.commit()
    flash(_("The registration has been received. A letter about it is on its way."), "done")
    return redirect(url_for(".me"), 303)


@registration.post("/me/waiting")
@signed_in
def wait_again() -> ResponseReturnValue:
    placing.wait_again(own_registration(), by=visitor(), at=now())
    db.session.commit()
    return redirect(url_for(".me"), 303)
