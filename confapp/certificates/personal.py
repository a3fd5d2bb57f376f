"""What stays in the register of certificates of whoever is forgotten: the name and the number."""

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.certificates import issuing, showing
from confapp.certificates.models import Certificate, CertificateFile
from confapp.certificates.owning import certificate_of
from confapp.database import db
from confapp.events.models import Event
from confapp.registration.models import Registration
from confapp.registration.personal import holding
from confapp.registration.personal.holding import Chapter, Value

# Verifying the paper takes the name, the number and what the event itself says.
FORGOTTEN = ("salutation", "post", "organisation", "attended", "where")


@holding.tells
def certificate(registration: Registration) -> Chapter:
    issued, title = certificate_of(registration), _("Certificate")
    if issued is None:
        return Chapter("certificate", title, {}, [], place=60)
    printed = issued.printed
    facts: list[tuple[str, str, Value]] = [
        ("number", _("Certificate number"), issued.written_number),
        ("kind", _("Kind of certificate"), showing.kind_of(issued)),
        ("issued_at", _("Issued at"), issued.issued_at),
        ("code", _("Code for verifying"), issued.code),
        ("full_name", _("Full name"), printed["full_name"]),
        ("post", _("Position"), printed["post"]),
        ("organisation", _("Place of work"), printed["organisation"]),
        ("has_file", _("A file is kept"), issued.file is not None),
    ]
    return Chapter.of_one("certificate", title, facts, place=60)


@holding.waits_for
def their_issuing(registration: Registration) -> Iterator[str]:
    yield issuing.lock_of(registration.event_id)


@holding.expires(CertificateFile)
def files_past(event: Event, on: date) -> sa.ColumnElement[bool]:
    of_event = sa.select(Certificate.id).where(Certificate.event_id == event.id)
    is_past = sa.literal(event.certificates_until < on)
    return sa.and_(CertificateFile.certificate_id.in_(of_event), is_past)


@holding.expires(Certificate)
def register_past(event: Event, on: date) -> sa.ColumnElement[bool]:
    """The register itself, which is kept longer than the delegates' data."""
    return sa.and_(Certificate.event_id == event.id, sa.literal(event.certificates_until < on))


@holding.forgets
def keep_name_and_number(registration: Registration) -> Iterator[str]:
    """Delete the paper and what it says besides; the line that others verify against stays."""
    issued = certificate_of(registration)
    if issued is not None:
        db.session.execute(sa.delete(CertificateFile).filter_by(certificate_id=issued.id))
        issued.printed = issued.printed | dict.fromkeys(FORGOTTEN, "")
        issued.registration = None
        yield f"certificates:{registration.event_id}"
