"""A delegate's own data: seen, taken away, and deleted."""

import json

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import audit
from confapp.access import public, signed_in
from confapp.clock import now
from confapp.database import db, find
from confapp.downloads import as_download
from confapp.events.current import current_event
from confapp.limits import limiter
from confapp.people import visiting
from confapp.people.visiting import visitor
from confapp.registration import delegates, purposes
from confapp.registration.models import Consent, Registration
from confapp.registration.personal import accounts, consenting, forgetting, giving_out, holding
from confapp.registration.personal import own as own
from confapp.registration.personal import trail as trail
from confapp.registration.personal.recipients import WHO_SEES_WHAT
from confapp.registration.views.blueprint import registration


@registration.get("/me/data")
@signed_in
def my_data() -> ResponseReturnValue:
    mine = db.session.scalar(delegates.own(visitor(), current_event()))
    if mine is None:
        return render_template("registration/not_registered.html")
    return render_template("registration/my_data.html", **_all_about(mine))


@registration.get("/me/data.json")
@signed_in
@limiter.limit("10 per minute", key_func=lambda: str(visitor().id))
def my_data_json() -> ResponseReturnValue:
    mine = _mine()
    told = json.dumps(giving_out.as_json(mine, at=now()), ensure_ascii=False, indent=2)
    return _given_out(mine, told, "application/json", "json")


@registration.get("/me/data.html")
@signed_in
@limiter.limit("10 per minute", key_func=lambda: str(visitor().id))
def my_data_html() -> ResponseReturnValue:
    mine = _mine()
    told = render_template("registration/my_data_file.html", at=now(), **_all_about(mine))
    return _given_out(mine, told, "text/html", "html")


@registration.post("/me/data/consents/<purpose>/withdrawal")
@signed_in
def withdraw_consent(purpose: str) -> ResponseReturnValue:
    consent = find(Consent, Consent.registration_id == _mine().id, Consent.purpose == purpose)
    consenting.withdraw(consent, of_event_id=current_event().id, by=visitor(), at=now())
    db.session.commit()
    flash(_("The consent has been withdrawn."), "done")
    return redirect(url_for(".my_data"), 303)


@registration.get("/me/data/deletion")
@signed_in
def deletion() -> ResponseReturnValue:
    mine = _mine()
    return render_template(
        "registration/deletion.html",
        mine=mine,
        chapters={chapter.code: len(chapter.rows) for chapter in holding.chapters_of(mine)},
        keeps_account=accounts.outlives(visitor(), mine),
    )


@registration.post("/me/data/deletion")
@signed_in
def delete_my_data() -> ResponseReturnValue:
    mine = db.session.scalar(delegates.own(visitor(), current_event()))
    if mine is not None and forgetting.delete_own(mine):
        visiting.vanish()
    db.session.commit()
    return redirect(url_for(".deleted"), 303)


@registration.get("/me/data/deleted")
@public
def deleted() -> ResponseReturnValue:
    return render_template("registration/deleted.html")


def _mine() -> Registration:
    return find(
        Registration,
        Registration.event_id == current_event().id,
        Registration.user_id == visitor().id,
    )


def _all_about(mine: Registration) -> dict[str, object]:
    return {
        "mine": mine,
        "chapters": holding.chapters_of(mine),
        "recipients": WHO_SEES_WHAT,
        "is_needed": purposes.is_needed,
    }


def _given_out(mine: Registration, told: str, mimetype: str, ending: str) -> Response:
    audit.note_reading(
        f"registration {mine.id}",
        user_id=visitor().id,
        event_id=current_event().id,
        act="export own data",
    )
    name = _("My data, %(event)s", event=current_event().slug)
    return as_download(told.encode(), f"{mimetype}; charset=utf-8", f"{name}.{ending}")
