"""The copies that are given away to be signed with the body's own program or token."""

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import Final

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from confapp.agenda.documents.names import for_folder
from confapp.certificates import failing, files, issuing
from confapp.certificates.models import Certificate, SigningCopy
from confapp.certificates.printing import Printed, print_certificate
from confapp.certificates.signing import signed_files
from confapp.clock import in_vietnam
from confapp.database import db, hold, unit_of_work
from confapp.events.models import Event

READABLE: Final = 0o644 << 16


def next_ones(event: Event, *, after: int, most: int, at: datetime) -> Iterator[tuple[str, bytes]]:
    """Names and files to be signed, those of the next numbers that can be printed.

    Ends the open transaction.
    """
    ids = signed_files.unsigned(event).where(Certificate.number > after).limit(most)
    for certificate_id in db.session.scalars(ids).all():
        certificate = db.session.get_one(Certificate, certificate_id)
        name = for_folder(files.name_of(certificate).removeprefix(certificate.printed["kind"]))
        with suppress(failing.Unprintable):
            copy = copy_of(certificate, at=at)
            if copy is not None:
                yield name, copy


def copy_of(certificate: Certificate, *, at: datetime) -> bytes | None:
    """The copy to be signed, always the same bytes; ends the transaction that is open.

    Nothing if the delegate deletes their data meanwhile. Raises `failing.Unprintable`.
    """
    certificate_id, event_id = certificate.id, certificate.event_id
    words = certificate.printed
    known = db.session.scalar(kept(certificate_id))
    # Printing takes a while and must not hold the database.
    db.session.commit()
    if known is not None:
        return known
    with failing.Noting(certificate_id, at=at):
        content = print_certificate(Printed.from_json(words), for_signing=True)
    # When somebody else was first, theirs is the copy.
    with suppress(IntegrityError), unit_of_work() as work:
        hold(issuing.lock_of(event_id), work)
        if work.scalar(sa.select(Certificate.registration_id).filter_by(id=certificate_id)):
            work.add(SigningCopy(certificate_id=certificate_id, content=content, made_at=at))
    db.session.commit()
    return db.session.scalar(kept(certificate_id))


def as_zip(copies: Iterable[tuple[str, bytes]], *, at: datetime) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in copies:
            about = zipfile.ZipInfo(name, in_vietnam(at).timetuple()[:6])
            about.external_attr = READABLE
            archive.writestr(about, content)
    return packed.getvalue()


def kept(certificate_id: int) -> sa.Select[bytes]:
    return sa.select(SigningCopy.content).filter_by(certificate_id=certificate_id)
