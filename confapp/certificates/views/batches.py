"""Issuing in batches: asked for, watched, paused and let go on."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import jobs, live
from confapp.access import admit
from confapp.certificates import batch_list, issuing, making
from confapp.certificates import batches as rules
from confapp.certificates.models import CertificateBatch
from confapp.certificates.progress import Progress, progress_of
from confapp.certificates.views.blueprint import certificates
from confapp.clock import now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import searched
from confapp.paging import page_of
from confapp.people.visiting import visitor


@certificates.post("/organise/certificates")
@admit(may_organise)
def issue() -> ResponseReturnValue:
    batch = rules.start(current_event(), by=visitor(), at=now())
    db.session.commit()
    if batch is None:
        flash(_("There was nobody left to issue a certificate to."), "done")
        return redirect(url_for(".register"), 303)
    jobs.enqueue(making.make_certificates)
    return redirect(url_for(".batch", batch_id=batch.id), 303)


@certificates.get("/organise/certificates/batches")
@admit(may_organise)
def batches() -> ResponseReturnValue:
    words, state = searched(), searched("state")
    rows = batch_list.listed(current_event(), words=words, state=state)
    page = page_of(rows)
    numbers = batch_list.numbers_of([batch.id for batch in page.rows])
    return render_template(
        "certificates/batches.html", page=page, numbers=numbers, words=words, state=state
    )


@certificates.get("/organise/certificates/batches/<int:batch_id>")
@admit(may_organise)
def batch(batch_id: int) -> ResponseReturnValue:
    found = _find(batch_id)
    return render_template(
        "certificates/batch.html", batch=found, progress=progress_of(found), now=now()
    )


@certificates.get("/organise/certificates/batches/<int:batch_id>/progress")
@admit(may_organise)
def progress(batch_id: int) -> ResponseReturnValue:
    found = _find(batch_id)
    figures = progress_of(found)
    return _follow(found, figures, "certificates/_progress.html", tag=figures.tag)


@certificates.get("/organise/certificates/batches/<int:batch_id>/standing")
@admit(may_organise)
def standing(batch_id: int) -> ResponseReturnValue:
    found = _find(batch_id)
    figures = progress_of(found)
    return _follow(found, figures, "certificates/_batch.html", tag=f"-{figures.issued}")


@certificates.post("/organise/certificates/batches/<int:batch_id>/pause")
@admit(may_organise)
def pause(batch_id: int) -> ResponseReturnValue:
    rules.pause(_find(batch_id), by=visitor(), at=now())
    db.session.commit()
    flash(_("Paused. Certificates that have a number already still get their file."), "done")
    return redirect(url_for(".batch", batch_id=batch_id), 303)


@certificates.post("/organise/certificates/batches/<int:batch_id>/end-of-pause")
@admit(may_organise)
def go_on(batch_id: int) -> ResponseReturnValue:
    rules.go_on(_find(batch_id), by=visitor(), at=now())
    db.session.commit()
    jobs.enqueue(making.make_certificates)
    return redirect(url_for(".batch", batch_id=batch_id), 303)


def _follow(
    batch: CertificateBatch, figures: Progress, template: str, *, tag: str
) -> ResponseReturnValue:
    """A part of the batch's page, for whoever has it with another tag."""
    return live.fragment(
        issuing.topic(batch.event_id),
        lambda: render_template(template, batch=batch, progress=figures),
        also=tag,
    )


def _find(batch_id: int) -> CertificateBatch:
    of_event = CertificateBatch.event_id == current_event().id
    return find(CertificateBatch, CertificateBatch.id == batch_id, of_event)
