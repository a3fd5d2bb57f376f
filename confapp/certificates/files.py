"""The PDF of a certificate: made once, then always the same bytes."""

import hashlib
from contextlib import suppress
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from confapp.agenda.documents.names import for_folder
from confapp.certificates import failing, issuing
from confapp.certificates.models import Certificate, CertificateFile
from confapp.certificates.printing import Printed, print_certificate
from confapp.certificates.signing import signed_files
from confapp.certificates.standing import stands
from confapp.database import db, hold, unit_of_work
from confapp.errors import Refusal
from confapp.vietnamese import nfc

# 255 bytes is what file systems take; a letter of Vietnamese has up to three.
LONGEST_NAME = 180


def pdf_of(certificate: Certificate, *, at: datetime) -> bytes:
    """The certificate's file, the signed one once there is one; else the one that was printed.

    Raises as `unsigned_pdf_of` does.
    """
    return signed_files.content_of(certificate.id) or unsigned_pdf_of(certificate, at=at)


def unsigned_pdf_of(certificate: Certificate, *, at: datetime) -> bytes:
    """The file as first printed, made now if it is not kept yet; ends the open transaction.

    Raises `Refusal` when the delegate has deleted their data meanwhile, `failing.Unprintable` when
    it cannot be printed.
    """
    certificate_id, event_id = certificate.id, certificate.event_id
    kept = db.session.scalar(_content(certificate_id))
    if kept is not None:
        return kept
    words = certificate.printed
    # Printing takes a while and must not hold the database.
    db.session.commit()
    with failing.Noting(certificate_id, at=at):
        content = print_certificate(Printed.from_json(words))
    # The template has read the page's words: begin anew, to see whose bytes were kept.
    db.session.commit()
    if keep(file_of(certificate_id, content, at=at), event_id):
        return content
    kept = db.session.scalar(_content(certificate_id))
    if kept is None:
        raise Refusal(_("The delegate has deleted their data; there is no paper any more."))
    return kept


def name_of(certificate: Certificate) -> str:
    """The name under which the file is downloaded."""
    printed = certificate.printed
    return file_name(printed["kind"], printed["number"], printed["full_name"])


def file_name(*parts: str) -> str:
    """A name with all its marks that every system can store: no path, and not too long."""
    words = nfc("".join(c for c in " ".join(parts) if c.isprintable()))
    shortened = words.encode()[:LONGEST_NAME].decode(errors="ignore")
    return f"{for_folder(shortened)}.pdf"


def without_file(at: datetime) -> sa.Select[int]:
    """The ids of certificates that have no file and are to be tried now, by number."""
    to_make = sa.and_(to_have_one(), ~Certificate.file.has(), ~failing.just_failed(at))
    return sa.select(Certificate.id).where(to_make).order_by(Certificate.number)


def to_have_one() -> sa.ColumnElement[bool]:
    """Whether a file is wanted, made or not.

    Of whoever has deleted their data the register keeps a line, and no paper; nobody waits for one
    that was superseded or revoked before it could be printed.
    """
    is_kept = Certificate.registration_id.is_not(None)
    return sa.and_(is_kept, sa.or_(Certificate.file.has(), stands()))


def _content(certificate_id: int) -> sa.Select[bytes]:
    return sa.select(CertificateFile.content).filter_by(certificate_id=certificate_id)


def file_of(certificate_id: int, content: bytes, *, at: datetime) -> CertificateFile:
    digest = hashlib.sha256(content).hexdigest()
    return CertificateFile(
        certificate_id=certificate_id, sha256=digest, content=content, made_at=at
    )


def keep(file: CertificateFile, event_id: int) -> bool:
    """Keep it, unless somebody else was first, whose bytes are then the certificate's."""
    with suppress(IntegrityError), unit_of_work() as work:
        # Whoever is being forgotten must not leave a paper behind.
        hold(issuing.lock_of(event_id), work)
        has_owner = sa.and_(
            Certificate.id == file.certificate_id, Certificate.registration_id.is_not(None)
        )
        if work.scalar(sa.select(Certificate.id).where(has_owner)) is not None:
            work.add(file)
            work.flush()
            return True
    return False
