"""Mending a mistake: a certificate in another's place, and revoking one."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import jobs
from confapp.access import admit
from confapp.certificates import making, mending
from confapp.certificates.mending_forms import RevocationForm, SupersedingForm
from confapp.certificates.unchanged import Unchanged
from confapp.certificates.views.blueprint import certificates
from confapp.certificates.views.organisers import find_by_number
from confapp.clock import now
from confapp.database import db
from confapp.events.policy import may_organise
from confapp.forms import read
from confapp.people.visiting import visitor


@certificates.get("/organise/certificates/<int:number>/successor")
@admit(may_organise)
def new_successor(number: int) -> ResponseReturnValue:
    found = find_by_number(number)
    mending.refuse_superseded(found)
    form = read(SupersedingForm, **mending.as_fields(found))
    return render_template("certificates/successor.html", certificate=found, form=form)


@certificates.post("/organise/certificates/<int:number>/successor")
@admit(may_organise)
def supersede(number: int) -> ResponseReturnValue:
    found, form = find_by_number(number), read(SupersedingForm)
    if not form.validate():
        return render_template("certificates/successor.html", certificate=found, form=form), 422
    try:
        successor = mending.supersede(
            found, form.as_correction(), reason=form.reason.data, by=visitor(), at=now()
        )
    except Unchanged as refusal:
        form.form_errors.append(str(refusal.sentence))
        page = render_template("certificates/successor.html", certificate=found, form=form)
        return page, refusal.status
    db.session.commit()
    jobs.enqueue(making.make_certificates)
    flash(_("Issued anew under the number %(number)s.", number=successor.written_number), "done")
    return redirect(url_for(".certificate", number=successor.number), 303)


@certificates.get("/organise/certificates/<int:number>/revocation")
@admit(may_organise)
def new_revocation(number: int) -> ResponseReturnValue:
    found = find_by_number(number)
    mending.refuse_ended(found)
    form = read(RevocationForm)
    return render_template("certificates/revocation.html", certificate=found, form=form)


@certificates.post("/organise/certificates/<int:number>/revocation")
@admit(may_organise)
def revoke(number: int) -> ResponseReturnValue:
    found, form = find_by_number(number), read(RevocationForm)
    if not form.validate():
        return render_template("certificates/revocation.html", certificate=found, form=form), 422
    mending.revoke(found, reason=form.reason.data, by=visitor(), at=now())
    db.session.commit()
    flash(_("The certificate has been revoked."), "done")
    return redirect(url_for(".certificate", number=number), 303)
