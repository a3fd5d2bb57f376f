"""The PDF of a certificate: made once, then always the same bytes."""

import hashlib
import logging
from contextlib import suppress
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from confapp import jobs
from confapp.certificates.models import Certificate, CertificateFile
from confapp.certificates.printing import Printed, print_certificate
from confapp.certificates.signing import signed_files
from confapp.clock import now
from confapp.database import db, unit_of_work
from confapp.papers import PaperError

# The job that is queued with the issue has made them by then; what is left was lost.
LOST_AFTER = timedelta(minutes=10)

log = logging.getLogger(__name__)


def pdf_of(certificate: Certificate, *, at: datetime) -> bytes:
    """The certificate's file, the signed one once there is one; else made now if it is not kept
    yet, which ends the transaction that is open."""
    return signed_files.content_of(certificate.id) or unsigned_pdf_of(certificate, at=at)


def unsigned_pdf_of(certificate: Certificate, *, at: datetime) -> bytes:
    """The file as it was first printed."""
    certificate_id = certificate.id
    kept = db.session.scalar(_content(certificate_id))
    if kept is not None:
        return kept
    printed = Printed.from_json(certificate.printed)
    # Printing takes a while and must not hold the database.
    db.session.commit()
    _keep(certificate_id, print_certificate(printed), at=at)
    # The template has read the page's words: begin anew, to see whose bytes were kept.
    db.session.commit()
    return db.session.scalars(_content(certificate_id)).one()


def name_of(certificate: Certificate) -> str:
    """The name under which the file is downloaded."""
    printed = Printed.from_json(certificate.printed)
    return f"{printed.kind} {printed.number.replace('/', '-')} {printed.full_name}.pdf"


@jobs.job
def make_files(event_id: int) -> None:
    """Make the files of an event's certificates that have none."""
    _make_all(without_file().where(Certificate.event_id == event_id))


@jobs.every_minute
def make_lost_files() -> None:
    """Make what an earlier job has left behind."""
    _make_all(without_file().where(Certificate.issued_at < now() - LOST_AFTER))


def without_file() -> sa.Select[int]:
    """The ids of certificates that have no file and are to have one, by number."""
    has_one = sa.exists().where(CertificateFile.certificate_id == Certificate.id)
    # Of whoever has deleted their data the register keeps a line, and no paper.
    is_kept = Certificate.registration_id.is_not(None)
    return sa.select(Certificate.id).where(is_kept, ~has_one).order_by(Certificate.number)


def _make_all(ids: sa.Select[int]) -> None:
    for certificate_id in db.session.scalars(ids).all():
        try:
            unsigned_pdf_of(db.session.get_one(Certificate, certificate_id), at=now())
        except PaperError:
            log.exception("certificate %s cannot be printed", certificate_id)


def _content(certificate_id: int) -> sa.Select[bytes]:
    return sa.select(CertificateFile.content).filter_by(certificate_id=certificate_id)


def _keep(certificate_id: int, content: bytes, *, at: datetime) -> None:
    digest = hashlib.sha256(content).hexdigest()
    file = CertificateFile(
        certificate_id=certificate_id, sha256=digest, content=content, made_at=at
    )
    # When somebody else was first, their bytes are the certificate's.
    with suppress(IntegrityError), unit_of_work() as work:
        work.add(file)
