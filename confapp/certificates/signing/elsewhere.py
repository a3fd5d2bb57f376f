"""Signing with the body's own program or token: what comes back is ours with a signature behind."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.certificates.models import Certificate
from confapp.certificates.signing import copies, signed_files, trust
from confapp.certificates.standing import Standing, standing_of
from confapp.database import db
from confapp.events.models import Event

# "015-GCN-BKHCN Nguyễn Văn An.pdf", whatever a signing program has put behind it.
NUMBER: Final = re.compile(r"\D{0,40}?(\d{1,6})(?!\d)")


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
        signer=_signer_of(sent.content, certificate_id, number, at=at),
        event_id=event_id,
        by_id=by_id,
        at=at,
    )
    if not is_kept:
        raise _Unfit(_("certificate %(number)s is signed already.", number=number))
    return number


def _signer_of(content: bytes, certificate_id: int, number: str, *, at: datetime) -> str:
    """Who signed the copy of this certificate, if nothing else was done to it."""
    from confapp.certificates.signing import checking

    _refuse_another(content, db.session.scalar(copies.kept(certificate_id)), number)
    try:
        signature = checking.check_addition(content)
    except checking.Broken:
        raise _Unfit(_("the signature is not valid, or does not cover the whole file.")) from None
    except checking.Overpainted:
        raise _Unfit(_("something else than a signature was added to the copy.")) from None
    if not trust.is_trusted(signature.chain, at=at):
        raise _Unfit(_("the signer's certificate does not come from an authority trusted here."))
    return signature.signer


def _refuse_another(content: bytes, copy: bytes | None, number: str) -> None:
    """Unless the file begins with the certificate's copy and goes on after it."""
    if not content.startswith(b"%PDF-"):
        raise _Unfit(_("this is no PDF file."))
    if content == copy:
        raise _Unfit(_("this is the copy for signing itself; it is not signed yet."))
    if copy is None or not content.startswith(copy):
        raise _Unfit(
            _(
                "this is not the copy for signing of number %(number)s with a signature added.",
                number=number,
            )
        )


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
            )
        ).one_or_none()
    )
    if not found:
        raise _Unfit(_("the name does not begin with the number of a certificate."))
    if standing_of(found) is not Standing.VALID:
        raise _Unfit(
            _(
                "certificate %(number)s is not valid any more, so it is not signed.",
                number=found.written_number,
            )
        )
    return found
