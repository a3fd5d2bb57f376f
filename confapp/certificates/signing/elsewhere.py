"""Signing with the body's own program or token: copies go out, and come back with a signature."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Final

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from confapp.agenda.documents.names import for_folder
from confapp.certificates import files, issuing
from confapp.certificates.models import Certificate
from confapp.certificates.printing import Printed, print_certificate
from confapp.certificates.signing import signed_files, trust
from confapp.certificates.signing.models import SigningCopy
from confapp.certificates.standing import stands
from confapp.clock import in_vietnam
from confapp.database import db, hold, unit_of_work
from confapp.events.models import Event

# "015-GCN-BKHCN Nguyễn Văn An.pdf", whatever a signing program has put behind it.
NUMBER: Final = re.compile(r"\D{0,40}?(\d{1,6})(?!\d)")
READABLE: Final = 0o644 << 16


@dataclass(frozen=True)
class Sent:
    """A file as it was sent."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Outcome:
    """The numbers whose signed files were kept, and for each other file why it was not."""

    taken: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


class _Unfit(Exception):
    """Why one of the files cannot be kept, in a sentence."""


def copies(event: Event, *, after: int, most: int, at: datetime) -> Iterator[tuple[str, bytes]]:
    """Names and files to be signed, those of the next numbers; ends the open transaction."""
    ids = signed_files.unsigned(event).where(Certificate.number > after).limit(most)
    for certificate_id in db.session.scalars(ids).all():
        certificate = db.session.get_one(Certificate, certificate_id)
        name = for_folder(files.name_of(certificate).removeprefix(certificate.printed["kind"]))
        copy = copy_of(certificate, at=at)
        if copy is not None:
            yield name, copy


def copy_of(certificate: Certificate, *, at: datetime) -> bytes | None:
    """The copy to be signed, always the same bytes; ends the transaction that is open.

    Nothing if the delegate deletes their data meanwhile.
    """
    certificate_id, event_id, printed = (
        certificate.id,
        certificate.event_id,
        Printed.from_json(certificate.printed),
    )
    kept = db.session.scalar(_copy(certificate_id))
    # Printing takes a while and must not hold the database.
    db.session.commit()
    if kept is not None:
        return kept
    content = print_certificate(printed, for_signing=True)
    # When somebody else was first, theirs is the copy.
    with suppress(IntegrityError), unit_of_work() as work:
        hold(issuing.lock_of(event_id), work)
        if work.scalar(sa.select(Certificate.registration_id).filter_by(id=certificate_id)):
            work.add(SigningCopy(certificate_id=certificate_id, content=content, made_at=at))
    db.session.commit()
    return db.session.scalar(_copy(certificate_id))


def as_zip(copies: Iterable[tuple[str, bytes]], *, at: datetime) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in copies:
            about = zipfile.ZipInfo(name, in_vietnam(at).timetuple()[:6])
            about.external_attr = READABLE
            archive.writestr(about, content)
    return packed.getvalue()


def take_in(event: Event, sent: Iterable[Sent], *, by_id: int, at: datetime) -> Outcome:
    """Keep what is ours with a valid signature behind it; ends the open transaction."""
    outcome, event_id = Outcome(), event.id
    for file in sent:
        try:
            outcome.taken.append(_taken(event_id, file, by_id=by_id, at=at))
        except _Unfit as unfit:
            outcome.refusals.append(f"{file.name}: {unfit}")
    return outcome


def _taken(event_id: int, sent: Sent, *, by_id: int, at: datetime) -> str:
    certificate = _named_by(event_id, sent.name)
    certificate_id, number = certificate.id, certificate.written_number
    is_kept = signed_files.keep(
        certificate_id,
        sent.content,
        signer=_signer_of(sent.content, certificate_id, at=at),
        event_id=event_id,
        by_id=by_id,
        at=at,
    )
    if not is_kept:
        raise _Unfit(_("certificate %(number)s is signed already.", number=number))
    return number


def _signer_of(content: bytes, certificate_id: int, *, at: datetime) -> str:
    """Who signed the copy of this certificate, if nothing else was done to it."""
    from confapp.certificates.signing import pades

    copy = db.session.scalar(_copy(certificate_id))
    if copy is None or not content.startswith(copy) or len(content) == len(copy):
        raise _Unfit(_("this is not the copy for signing with a signature added to it."))
    try:
        signature = pades.check_addition(content)
    except pades.Broken:
        raise _Unfit(_("the signature is not valid, or does not cover the whole file.")) from None
    except pades.Overpainted:
        raise _Unfit(_("something else than a signature was added to the copy.")) from None
    if not trust.is_trusted(signature.chain, at=at):
        raise _Unfit(_("the signer's certificate does not come from an authority trusted here."))
    return signature.signer


def _named_by(event_id: int, name: str) -> Certificate:
    """The certificate whose number the file's name has."""
    number = NUMBER.match(name)
    found = (
        number
        and db.session.scalars(
            sa.select(Certificate).where(
                Certificate.event_id == event_id,
                Certificate.number == int(number[1]),
                Certificate.registration_id.is_not(None),
                stands(),
            )
        ).one_or_none()
    )
    if not found:
        raise _Unfit(_("the name does not begin with the number of a certificate."))
    return found


def _copy(certificate_id: int) -> sa.Select[bytes]:
    return sa.select(SigningCopy.content).filter_by(certificate_id=certificate_id)
