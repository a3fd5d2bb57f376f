"""Signing certificates: printed anew without the warning, signed, kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from confapp import audit
from confapp.certificates import failing, issuing
from confapp.certificates.models import Certificate, SignedFile
from confapp.certificates.printing import Printed, print_certificate
from confapp.certificates.standing import stands
from confapp.database import db, hold
from confapp.events.models import Event

if TYPE_CHECKING:
    from confapp.certificates.signing.signer import Key


def content_of(certificate_id: int) -> bytes | None:
    """The signed file's bytes, once there is one."""
    return db.session.scalar(sa.select(SignedFile.content).filter_by(certificate_id=certificate_id))


def unsigned(event: Event) -> sa.Select[int]:
    """The ids of certificates that have a paper and no signature yet, by number."""
    is_signed = sa.exists().where(SignedFile.certificate_id == Certificate.id)
    has_paper = Certificate.registration_id.is_not(None)
    of_event = sa.select(Certificate.id).where(Certificate.event_id == event.id, stands())
    return of_event.where(has_paper, ~is_signed).order_by(Certificate.number)


def count_unsigned(event: Event) -> int:
    return (
        db.session.scalar(sa.select(sa.func.count()).select_from(unsigned(event).subquery())) or 0
    )


def unprintable(event: Event, *, at: datetime) -> Sequence[str]:
    """The numbers of those that could not be printed just now."""
    ids = unsigned(event).where(failing.just_failed(at))
    rows = db.session.scalars(sa.select(Certificate).where(Certificate.id.in_(ids.order_by(None))))
    return sorted(certificate.written_number for certificate in rows)


def batches(event: Event, *, of: int) -> list[tuple[int, int]]:
    """The first and the last number of each batch of what is unsigned."""
    ids = unsigned(event).subquery()
    numbers = sa.select(Certificate.number).join(ids, ids.c.id == Certificate.id)
    found = db.session.scalars(numbers.order_by(Certificate.number)).all()
    return [(found[start], found[start : start + of][-1]) for start in range(0, len(found), of)]


def signers(event: Event) -> sa.Select[str, int]:
    """The names in the signatures of the event's files, each with how many it has signed."""
    rows = sa.select(SignedFile.signer, sa.func.count()).join(
        Certificate, Certificate.id == SignedFile.certificate_id
    )
    return (
        rows.where(Certificate.event_id == event.id).group_by(SignedFile.signer).order_by("signer")
    )


def sign_all(
    event: Event, key: Key, *, by_id: int | None, at: datetime, most: int | None = None
) -> Iterator[str]:
    """Sign what is unsigned, one by one and each for good; yields the numbers.

    What cannot be printed is passed over. Ends the transaction that is open.
    """
    event_id, place = event.id, event.certificate["place"]["vi"]
    to_sign = unsigned(event).where(~failing.just_failed(at)).limit(most)
    for certificate_id in db.session.scalars(to_sign).all():
        certificate = db.session.get_one(Certificate, certificate_id)
        words, number = certificate.printed, certificate.written_number
        # Printing and signing take a while and must not hold the database.
        db.session.commit()
        try:
            with failing.Noting(certificate_id, at=at):
                paper = print_certificate(Printed.from_json(words), for_signing=True)
        except failing.Unprintable:
            continue
        signed = _signed(paper, key, place=place)
        if keep(certificate_id, signed, signer=key.name, event_id=event_id, by_id=by_id, at=at):
            yield number


def keep(
    certificate_id: int,
    content: bytes,
    *,
    signer: str,
    event_id: int,
    by_id: int | None,
    at: datetime,
) -> bool:
    """Keep a signed file, and say so in the log.

    False if there is one already, or if the certificate stands no more, or if the delegate has
    deleted their data meanwhile.
    """
    hold(issuing.lock_of(event_id))
    has_paper = Certificate.registration_id.is_not(None)
    still = sa.select(Certificate.id).where(Certificate.id == certificate_id, has_paper, stands())
    if db.session.scalar(still) is None:
        return False
    file = SignedFile(
        certificate_id=certificate_id,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        signer=signer,
        signed_at=at,
    )
    db.session.add(file)
    try:
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        return False
    subject = f"certificate {certificate_id}"
    audit.record("sign certificate", subject, user_id=by_id, event_id=event_id, sha256=file.sha256)
    db.session.commit()
    return True


def _signed(paper: bytes, key: Key, *, place: str) -> bytes:
    from confapp.certificates.signing import checking, pades

    signed = pades.sign(paper, key, place=place)
    # Nothing is kept that a stranger's program would not call valid.
    checking.check(signed)
    return signed
