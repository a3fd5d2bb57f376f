"""The organisers' rules for certificates, and a look at the papers before any is issued."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import audit
from confapp.access import admit, reveal
from confapp.certificates.placeholders import PLACEHOLDERS, unknown_in
from confapp.certificates.rules import changing, preview, told, troubles
from confapp.certificates.rules.combined import Rules
from confapp.certificates.views.blueprint import certificates
from confapp.checkin import sittings
from confapp.clock import now
from confapp.database import db
from confapp.downloads import as_download
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.paper_pictures import as_png
from confapp.people.visiting import visitor


@certificates.get("/organise/certificates/rules")
@admit(may_organise)
def rules() -> ResponseReturnValue:
    return _page(_rules())


@certificates.post("/organise/certificates/rules")
@admit(may_organise)
def change_rules() -> ResponseReturnValue:
    form = _rules()
    if not form.validate():
        return _page(form), 422
    is_changed = changing.change(current_event(), form.as_json(), by=visitor())
    db.session.commit()
    flash(
        _("Saved. This is how certificates look from now on.")
        if is_changed
        else _("Nothing was changed."),
        "done",
    )
    return redirect(url_for(".look"), 303)


@certificates.get("/organise/certificates/preview")
@admit(may_organise)
def look() -> ResponseReturnValue:
    event, user = current_event(), visitor()
    audit.note_reading("preview of certificates", user_id=user.id, event_id=event.id)
    return render_template(
        "certificates/preview.html",
        looks=preview.LOOKS,
        troubles=troubles.troubles(event, at=now()),
        unknown=sorted(_unknown(event.certificate)),
    )


@certificates.get("/organise/certificates/preview/<which>.pdf")
@admit(may_organise)
def look_at_paper(which: str) -> ResponseReturnValue:
    return as_download(_paper(which), "application/pdf", f"{_('Specimen')} {which}.pdf")


@certificates.get("/organise/certificates/preview/<which>.png")
@admit(may_organise)
def look_at_picture(which: str) -> ResponseReturnValue:
    return Response(
        as_png(_paper(which)), mimetype="image/png", headers={"Cache-Control": "no-store"}
    )


def _unknown(rules: told.Told) -> set[str]:
    """What looks like a placeholder in the wording and is none."""
    of_modes = [told.ModeRules.of(rules, mode) for mode in told.MODES]
    return {one for mode in of_modes for one in unknown_in(f"{mode.above}\n{mode.below}")}


def _paper(which: str) -> bytes:
    reveal(which in preview.LOOKS)
    return preview.printed_as(preview.LOOKS[which], current_event(), at=now())


def _rules() -> Rules:
    event = current_event()
    return Rules(event, sittings.of_event(event))


def _page(form: Rules) -> str:
    return render_template("certificates/rules.html", form=form, placeholders=PLACEHOLDERS)
