"""Mending a mistake: a certificate in another's place, or one that is revoked, with a reason."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp import audit, live
from confapp.certificates import earning, issuing, letters, unchanged
from confapp.certificates.models import Certificate, CertificateRevocation
from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.people.models import User
from confapp.registration import enrolling
from confapp.registration.application import Details
from confapp.registration.models import Registration

CORRECTED = ("salutation", "full_name", "post", "organisation")


@dataclass(frozen=True)
class Correction:
    """Who somebody is, as the new paper and the registration will say."""

    salutation: str
    full_name: str
    post: str
    organisation: str


def supersede(
    certificate: Certificate, correction: Correction, *, reason: str, by: User, at: datetime
) -> Certificate:
    """The certificate in its place, with the next number; its letter comes after its file.

    Asked for twice, it is the same one. Raises `Refusal` for one that has been superseded
    otherwise, whose delegate is gone, or that was not earned, and `unchanged.Unchanged` if the new
    paper would say what the old one says.
    """
    event_id = certificate.event_id
    registration = _alone(certificate)
    if (known := _successor(certificate)) is not None:
        return _the_same(known, correction)
    _refuse_unearned(registration)
    unchanged.refuse(certificate, registration, vars(correction), at=at)
    if _says_something_else(registration, correction):
        enrolling.correct(registration, _details(registration, correction), by=by, at=at)
    successor = issuing.issue_next(registration, by=by, at=at, instead_of=certificate)
    successor.reason = reason
    subject = f"registration {registration.id}"
    audit.record("supersede certificate", subject, user_id=by.id, event_id=event_id)
    live.touch(issuing.topic(event_id))
    return successor


def revoke(certificate: Certificate, *, reason: str, by: User, at: datetime) -> None:
    """Say that it is no longer valid, and tell its delegate; twice is the same as once.

    Raises `Refusal` for one that has been superseded, which is not valid any more.
    """
    hold(issuing.lock_of(certificate.event_id))
    db.session.refresh(certificate)
    if certificate.revocation is not None:
        return
    refuse_superseded(certificate)
    certificate.revocation = CertificateRevocation(at=at, by_id=by.id, reason=reason)
    registration, event_id = certificate.registration, certificate.event_id
    subject = f"registration {registration.id}" if registration else f"certificate {certificate.id}"
    audit.record("revoke certificate", subject, user_id=by.id, event_id=event_id)
    if registration is not None:
        letters.tell_of_revocation(certificate, registration, reason=reason, at=at)
    live.touch(issuing.topic(event_id))


def refuse_superseded(certificate: Certificate) -> None:
    """Raises `Refusal` for one in whose place another has been issued."""
    if (successor := _successor(certificate)) is not None:
        raise Refusal(_superseded_by(successor))


def refuse_ended(certificate: Certificate) -> None:
    """Raises `Refusal` for one that is not valid any more."""
    if certificate.revocation is not None:
        raise Refusal(_("This certificate has been revoked already."))
    refuse_superseded(certificate)


def as_fields(certificate: Certificate) -> dict[str, str]:
    """What the registration says today, for the form that corrects it; refuses as `supersede`."""
    registration = _registration_of(certificate)
    _refuse_unearned(registration)
    return {name: getattr(registration, name) for name in CORRECTED}


def _alone(certificate: Certificate) -> Registration:
    """Hold the numbers, and read again who it is for."""
    hold(issuing.lock_of(certificate.event_id))
    db.session.refresh(certificate)
    return _registration_of(certificate)


def _registration_of(certificate: Certificate) -> Registration:
    if certificate.registration is None:
        raise Refusal(_("The delegate has deleted their data; it can only be revoked."))
    return certificate.registration


def _refuse_unearned(registration: Registration) -> None:
    if not db.session.scalar(earning.has_earned(registration)):
        raise Refusal(_("What it certifies was not earned, so it can only be revoked."))


def _successor(certificate: Certificate) -> Certificate | None:
    later = sa.select(Certificate).filter_by(supersedes_id=certificate.id)
    return db.session.scalars(later).one_or_none()


def _the_same(successor: Certificate, correction: Correction) -> Certificate:
    """What an earlier sending of the form has made, if it was this form."""
    if any(successor.printed[name] != words for name, words in vars(correction).items()):
        raise Refusal(_superseded_by(successor))
    return successor


def _superseded_by(successor: Certificate) -> str:
    return _(
        "This certificate has been superseded by the number %(number)s.",
        number=successor.written_number,
    )


def _says_something_else(registration: Registration, correction: Correction) -> bool:
    return any(getattr(registration, name) != words for name, words in vars(correction).items())


def _details(registration: Registration, correction: Correction) -> Details:
    """What the registration says, corrected."""
    said = {name: getattr(registration, name) for name in Details.__dataclass_fields__}
    return Details(**said | vars(correction))
