"""Signed files go with the delegate's paper."""

from collections.abc import Iterator

import sqlalchemy as sa

from confapp.certificates.owning import certificate_of
from confapp.certificates.signing.models import SignedFile, SigningCopy
from confapp.database import db
from confapp.registration.models import Registration
from confapp.registration.personal import holding


@holding.forgets
def their_files(registration: Registration) -> Iterator[str]:
    issued = certificate_of(registration)
    if issued is not None:
        for table in (SignedFile, SigningCopy):
            db.session.execute(sa.delete(table).filter_by(certificate_id=issued.id))
        yield f"certificates:{registration.event_id}"
