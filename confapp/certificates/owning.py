"""Whose certificate it is."""

import sqlalchemy as sa

from confapp.certificates.models import Certificate
from confapp.database import db
from confapp.registration.models import Registration


def certificate_of(registration: Registration) -> Certificate | None:
    """The delegate's certificate, once it has been issued."""
    own = sa.select(Certificate).filter_by(registration_id=registration.id)
    return db.session.scalars(own).one_or_none()
