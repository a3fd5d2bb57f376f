"""Whose certificate it is."""

import sqlalchemy as sa

from confapp.certificates.models import Certificate
from confapp.certificates.standing import is_last
from confapp.database import db
from confapp.registration.models import Registration


def certificate_of(registration: Registration) -> Certificate | None:
    """The delegate's certificate, as long as it is valid."""
    last = last_of(registration)
    return last if last is not None and last.revocation is None else None


def last_of(registration: Registration) -> Certificate | None:
    """The one that was issued last, which may have been revoked."""
    return db.session.scalars(all_of(registration).where(is_last())).one_or_none()


def all_of(registration: Registration) -> sa.Select[Certificate]:
    """All that were ever issued to the delegate, the oldest first."""
    own = sa.select(Certificate).filter_by(registration_id=registration.id)
    return own.order_by(Certificate.number)
