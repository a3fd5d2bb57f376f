"""Signing in and out."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import public, return_address, signed_in
from confapp.clock import now
from confapp.database import db
from confapp.forms import read
from confapp.limits import limiter
from confapp.people import letters, own_password, signing_in, visiting
from confapp.people.forms import LinkForm, NewPasswordForm, SignInForm

people = Blueprint("people", __name__)
people.add_app_template_filter(letters.plain_name)


@people.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    return render_template("people/sign_in.html", form=LinkForm())


@people.post("/sign-in")
@public
@limiter.limit("100 per 15 minutes")
def enter() -> ResponseReturnValue:
    form = read(SignInForm)
    if not form.validate():
        return _again(form)
    user = signing_in.by_password(
        form.email.data, form.password.data, address=request.remote_addr or "", at=now()
    )
    if user is None or not may_use_password(user.is_sample):
        db.session.commit()
        form.password.errors = [_("The e-mail address or the password is not right.")]
        return _again(form)
    visiting.welcome(user, at=now())
    db.session.commit()
    return redirect(return_address(), 303)


@people.post("/sign-in/link")
@public
@limiter.limit("100 per hour")
def send_link() -> ResponseReturnValue:
    form = read(LinkForm)
    if not form.validate():
        return _again(form)
    letters.send_sign_in_link(form.email.data, at=now())
    db.session.commit()
    return redirect(url_for(".link_sent"), 303)


@people.get("/sign-in/link")
@public
def link_sent() -> ResponseReturnValue:
    return render_template("people/link_sent.html")


@people.get("/sign-in/link/<token>")
@public
def open_link(token: str) -> ResponseReturnValue:
    # Mail scanners open links: only the button on this page uses it up.
    signing_in.refuse_dead_link(token, at=now())
    return render_template("people/open_link.html", token=token)


@people.post("/sign-in/link/<token>")
@public
def use_link(token: str) -> ResponseReturnValue:
    visiting.welcome(signing_in.use_link(token, at=now()), at=now())
    db.session.commit()
    return redirect(return_address(), 303)


@people.get("/password")
@signed_in
def password() -> ResponseReturnValue:
    return _password_page(NewPasswordForm())


@people.post("/password")
@signed_in
@limiter.limit("20 per hour", key_func=lambda: str(visiting.visitor().id))
def set_password() -> ResponseReturnValue:
    form = read(NewPasswordForm)
    if not form.validate():
        return _password_page(form), 422
    return _changed(
        form.password.data, _("The password has been saved. All other devices are signed out.")
    )


@people.post("/password/removal")
@signed_in
def remove_password() -> ResponseReturnValue:
    return _changed(None, _("The password has been removed. Links by e-mail sign in."))


@people.post("/sign-out")
@signed_in
def sign_out() -> ResponseReturnValue:
    visiting.farewell(at=now())
    db.session.commit()
    flash(_("You have signed out."))
    return redirect("/", 303)


def may_use_password(is_sample: bool) -> bool:
    """Sample accounts have a public password: they open only what holds sample data."""
    return not is_sample or current_app.config["IS_DEMO"]


def _password_page(form: NewPasswordForm) -> str:
    return render_template(
        "people/password.html",
        form=form,
        has_password=visiting.visitor().password_hash is not None,
        may_change=own_password.may_change(visiting.this_sign_in(), at=now()),
    )


def _changed(password: str | None, sentence: str) -> ResponseReturnValue:
    user = visiting.visitor()
    own_password.change(visiting.this_sign_in(), password, at=now())
    visiting.welcome(user, at=now())
    db.session.commit()
    flash(sentence, "done")
    return redirect(url_for(".password"), 303)


def _again(form: LinkForm) -> ResponseReturnValue:
    return render_template("people/sign_in.html", form=form), 422
