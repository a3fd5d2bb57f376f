"""Signing with the body's own program or token: what comes back is ours with a signature behind."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp.certificates.models import Certificate
from confapp.certificates.signing import apart, copies, signed_files
from confapp.certificates.standing import Standing, standing_of
from confapp.database import db
from confapp.events.models import Event

# "015-GCN-BKHCN Nguyễn Văn An.pdf", whatever a signing program has put behind it.
NUMBER: Final = re.compile(r"\D{0,40}?(\d{1,6})(?!\d)")

FAULTS: Final = {
    "broken": _l("the signature is not valid, or does not cover the whole file."),
    "overpainted": _l("something else than a signature was added to the copy."),
    "slow": _l("it takes too long to read; no signing program writes such a file."),
}


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


@dataclass(frozen=True)
class _Named:
    """A file that is the copy of this certificate, with something behind it."""

    file: Sent
    certificate_id: int
    number: str


class _Unfit(Exception):
    """Why one of the files cannot be kept, in a sentence."""


def take_in(event: Event, sent: Iterable[Sent], *, by_id: int, at: datetime) -> Outcome:
    """Keep what is ours with a valid signature behind it; ends the open transaction."""
    outcome, event_id = Outcome(), event.id
    named = list(_named(event_id, sent, outcome))
    # Looking takes a while and must not hold the database.
    db.session.commit()
    looked_at = apart.look_at([one.file.content for one in named], at=at)
    for one, seen in zip(named, looked_at, strict=True):
        try:
            _keep(event_id, one, seen, by_id=by_id, at=at)
        except _Unfit as unfit:
            outcome.refusals.append(f"{one.file.name}: {unfit}")
        else:
            outcome.taken.append(one.number)
    return outcome


def _named(event_id: int, sent: Iterable[Sent], outcome: Outcome) -> Iterator[_Named]:
    """The files that go on from the copy of the certificate that they name."""
    for file in sent:
        try:
            certificate = _named_by(event_id, file.name)
            copy = db.session.scalar(copies.kept(certificate.id))
            _refuse_another(file.content, copy, certificate.written_number)
        except _Unfit as unfit:
            outcome.refusals.append(f"{file.name}: {unfit}")
        else:
            yield _Named(file, certificate.id, certificate.written_number)


def _keep(event_id: int, named: _Named, seen: apart.Seen, *, by_id: int, at: datetime) -> None:
    """Keep the signed file, unless something else was done to the copy than signing it."""
    if seen.fault:
        raise _Unfit(FAULTS[seen.fault])
    if not seen.is_trusted:
        raise _Unfit(_("the signer's certificate does not come from an authority trusted here."))
    is_kept = signed_files.keep(
        named.certificate_id,
        named.file.content,
        signer=seen.signer,
        event_id=event_id,
        by_id=by_id,
        at=at,
    )
    if not is_kept:
        raise _Unfit(_("certificate %(number)s is signed already.", number=named.number))


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
