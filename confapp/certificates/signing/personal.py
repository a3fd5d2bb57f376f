"""Signed files go with the delegate's paper."""

from collections.abc import Iterator

import sqlalchemy as sa

from confapp.certificates import owning
from confapp.certificates.models import Certificate, SignedFile, SigningCopy
from confapp.database import db
from confapp.registration.models import Registration
from confapp.registration.personal import holding


@holding.forgets
def their_files(registration: Registration) -> Iterator[str]:
    """Also of what was superseded or revoked: the words are the delegate's all the same."""
    issued = owning.all_of(registration).order_by(None).with_only_columns(Certificate.id)
    for table in (SignedFile, SigningCopy):
        db.session.execute(sa.delete(table).where(table.certificate_id.in_(issued)))
    yield f"certificates:{registration.event_id}"
