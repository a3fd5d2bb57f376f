"""The organisers' register of certificates, and each of its lines."""

from flask import render_template
from flask.typing import ResponseReturnValue

from confapp import audit
from confapp.access import admit, reveal, signed_in
from confapp.certificates import batches, earning, files, owning
from confapp.certificates import register as query
from confapp.certificates.models import Certificate
from confapp.certificates.register import Choice
from confapp.certificates.views.blueprint import certificates
from confapp.checkin import sittings
from confapp.clock import now
from confapp.database import db, find
from confapp.downloads import as_download
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import searched
from confapp.paging import kept, page_of
from confapp.people.visiting import visitor


@certificates.get("/organise/certificates")
@admit(may_organise)
def register() -> ResponseReturnValue:
    event, choice = current_event(), choice_asked_for()
    audit.note_reading("register of certificates", user_id=visitor().id, event_id=event.id)
    return render_template(
        "certificates/register.html",
        page=page_of(query.with_papers(query.listed(event, choice))),
        chosen=choice,
        kept=kept(Choice),
        issued=query.count(event),
        earned=earning.count_without_certificate(event),
        batch=db.session.scalars(batches.unfinished(event)).one_or_none(),
        unfinished=sittings.last_unfinished(event, at=now()),
        now=now(),
    )


@certificates.get("/organise/certificates/<int:number>")
@admit(may_organise)
def certificate(number: int) -> ResponseReturnValue:
    found = find_by_number(number)
    subject, event_id = f"certificate {found.id}", found.event_id
    audit.note_reading(subject, user_id=visitor().id, event_id=event_id)
    registration = found.registration
    line = db.session.scalars(owning.all_of(registration)).all() if registration else [found]
    return render_template("certificates/one.html", certificate=found, line=line)


@certificates.get("/organise/certificates/<int:number>.pdf")
@signed_in
def pdf(number: int) -> ResponseReturnValue:
    # To anybody else there is no such paper, whether the number has been given out or not.
    reveal(may_organise(visitor(), current_event()))
    found = find_by_number(number)
    reveal(found.registration_id is not None)
    name, user_id = files.name_of(found), visitor().id
    subject, event_id = f"certificate {found.id}", found.event_id
    audit.note_reading(subject, user_id=user_id, event_id=event_id)
    return as_download(files.pdf_of(found, at=now()), "application/pdf", name)


def find_by_number(number: int) -> Certificate:
    """The certificate of the current event with this number, or 404."""
    of_event = Certificate.event_id == current_event().id
    return find(Certificate, of_event, Certificate.number == number)


def choice_asked_for() -> Choice:
    """What the address asks the register for."""
    named = {name: searched(name) for name in ("standing", "paper", "batch")}
    return Choice(words=searched(), **named)
