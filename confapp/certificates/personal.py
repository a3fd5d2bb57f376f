"""What stays in the register of certificates of whoever is forgotten: the name and the number."""

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.certificates import issuing, owning, register_papers, showing
from confapp.certificates.models import (
    Certificate,
    CertificateBatch,
    CertificateFile,
    RegisterPaper,
)
from confapp.certificates.standing import label_of
from confapp.database import db
from confapp.events.models import Event
from confapp.registration.models import Registration
from confapp.registration.personal import holding
from confapp.registration.personal.holding import Chapter, Value

# Verifying the paper takes the name, the number and what the event itself says.
FORGOTTEN = ("salutation", "post", "organisation", "attended", "where")


@holding.tells
def certificate(registration: Registration) -> Chapter:
    fields = {
        "number": _("Certificate number"),
        "kind": _("Kind of certificate"),
        "issued_at": _("Issued at"),
        "standing": _("State"),
        "reason": _("Reason"),
        "code": _("Code for verifying"),
        "full_name": _("Full name"),
        "post": _("Position"),
        "organisation": _("Place of work"),
        "has_file": _("A file is kept"),
    }
    rows = [_row(one) for one in db.session.scalars(owning.all_of(registration))]
    return Chapter("certificate", _("Certificate"), fields if rows else {}, rows, place=60)


def _row(issued: Certificate) -> tuple[Value, ...]:
    printed, revocation = issued.printed, issued.revocation
    return (
        issued.written_number,
        showing.kind_of(issued),
        issued.issued_at,
        label_of(issued),
        revocation.reason if revocation else issued.reason,
        issued.code,
        printed["full_name"],
        printed["post"],
        printed["organisation"],
        issued.file is not None,
    )


@holding.waits_for
def their_issuing(registration: Registration) -> Iterator[str]:
    yield issuing.lock_of(registration.event_id)


@holding.expires(RegisterPaper)
def papers_past(event: Event, on: date) -> sa.ColumnElement[bool]:
    is_past = sa.literal(event.certificates_until < on)
    return sa.and_(RegisterPaper.event_id == event.id, is_past)


@holding.expires(CertificateFile)
def files_past(event: Event, on: date) -> sa.ColumnElement[bool]:
    of_event = sa.select(Certificate.id).where(Certificate.event_id == event.id)
    is_past = sa.literal(event.certificates_until < on)
    return sa.and_(CertificateFile.certificate_id.in_(of_event), is_past)


@holding.expires(Certificate)
def register_past(event: Event, on: date) -> sa.ColumnElement[bool]:
    """The register itself, which is kept longer than the delegates' data."""
    return sa.and_(Certificate.event_id == event.id, sa.literal(event.certificates_until < on))


@holding.expires(CertificateBatch)
def batches_past(event: Event, on: date) -> sa.ColumnElement[bool]:
    is_past = sa.literal(event.certificates_until < on)
    return sa.and_(CertificateBatch.event_id == event.id, is_past)


@holding.forgets
def keep_name_and_number(registration: Registration) -> Iterator[str]:
    """Delete the papers and what they say besides; the lines that others verify against stay."""
    register_papers.forget_all(registration.event_id)
    for issued in db.session.scalars(owning.all_of(registration)).all():
        db.session.execute(sa.delete(CertificateFile).filter_by(certificate_id=issued.id))
        issued.registration, issued.reason = None, ""
        issued.printed = issued.printed | dict.fromkeys(FORGOTTEN, "")
        # Reasons are written by hand, and may say what was wrong with a name.
        if issued.revocation is not None:
            issued.revocation.reason = ""
        yield issuing.topic(registration.event_id)
