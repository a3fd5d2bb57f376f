"""The organisers' register of certificates."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from confapp import audit, jobs, live
from confapp.access import admit, reveal, signed_in
from confapp.certificates import earning, files, issuing
from confapp.certificates import register as query
from confapp.certificates.models import Certificate
from confapp.certificates.views.blueprint import certificates
from confapp.checkin import sittings
from confapp.clock import now
from confapp.database import db, find
from confapp.downloads import as_download
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import searched
from confapp.paging import page_of
from confapp.people.visiting import visitor


@certificates.get("/organise/certificates")
@admit(may_organise)
def register() -> ResponseReturnValue:
    subject, event_id = "register of certificates", current_event().id
    audit.note_reading(subject, user_id=visitor().id, event_id=event_id)
    return render_template(
        "certificates/register.html",
        page=page_of(query.listed(current_event(), words=searched())),
        words=searched(),
        earned=earning.count_without_certificate(current_event()),
        unfinished=sittings.last_unfinished(current_event(), at=now()),
        now=now(),
        **_progress(),
    )


@certificates.post("/organise/certificates")
@admit(may_organise)
def issue() -> ResponseReturnValue:
    event = current_event()
    number = issuing.issue_all(event, by=visitor(), at=now())
    event_id = event.id
    db.session.commit()
    jobs.enqueue(files.make_files, event_id)
    flash(
        ngettext(
            "%(num)d certificate has been issued, and a letter is on its way.",
            "%(num)d certificates have been issued, and letters are on their way.",
            number,
        )
        if number
        else _("There was nobody left to issue a certificate to."),
        "done",
    )
    return redirect(url_for(".register"), 303)


@certificates.get("/organise/certificates/progress")
@admit(may_organise)
def progress() -> ResponseReturnValue:
    figures = _progress()
    return live.fragment(
        f"certificates:{current_event().id}",
        lambda: render_template("certificates/_progress.html", **figures),
        also=f"-{figures['made']}-{figures['papers']}",
    )


@certificates.get("/organise/certificates/<int:number>.pdf")
@signed_in
def pdf(number: int) -> ResponseReturnValue:
    # To anybody else there is no such paper, whether the number has been given out or not.
    reveal(may_organise(visitor(), current_event()))
    event_id = current_event().id
    certificate = find(Certificate, Certificate.event_id == event_id, Certificate.number == number)
    reveal(certificate.registration_id is not None)
    name, user_id = files.name_of(certificate), visitor().id
    audit.note_reading(f"certificate {certificate.id}", user_id=user_id, event_id=event_id)
    return as_download(files.pdf_of(certificate, at=now()), "application/pdf", name)


def _progress() -> dict[str, Any]:
    event = current_event()
    papers, made = query.count_papers(event), query.count_files(event)
    return {"issued": query.count(event), "papers": papers, "made": made}
