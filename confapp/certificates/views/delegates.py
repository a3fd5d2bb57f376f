"""A delegate's own certificate."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from confapp.access import public, signed_in
from confapp.certificates import files
from confapp.certificates.owning import certificate_of
from confapp.certificates.views.blueprint import certificates
from confapp.clock import now
from confapp.database import db, find
from confapp.downloads import as_download
from confapp.events.current import current_event
from confapp.people.visiting import visitor, visitor_or_none
from confapp.registration import delegates
from confapp.registration.models import Registration


@certificates.get("/certificates")
@public
def index() -> ResponseReturnValue:
    user = visitor_or_none()
    own = db.session.scalar(delegates.own(user, current_event())) if user else None
    return render_template(
        "certificates/index.html", own=own, certificate=certificate_of(own) if own else None
    )


@certificates.get("/me/certificate.pdf")
@signed_in
def mine() -> ResponseReturnValue:
    of_event = Registration.event_id == current_event().id
    own = find(Registration, of_event, Registration.user_id == visitor().id)
    certificate = certificate_of(own)
    if certificate is None:
        abort(404)
    name = files.name_of(certificate)
    return as_download(files.pdf_of(certificate, at=now()), "application/pdf", name)
