"""Telling a delegate of the certificate: once, and only when there is something to download."""

from datetime import datetime

import sqlalchemy as sa

from confapp.certificates import letters
from confapp.certificates.models import Certificate, CertificateFile
from confapp.certificates.standing import Standing, is_standing
from confapp.database import db


def untold() -> sa.Select[int]:
    """The ids of certificates whose letter can be written now, by number.

    Whatever else must come between the file and the letter is one condition more here.
    """
    has_file = sa.exists().where(CertificateFile.certificate_id == Certificate.id)
    is_to_be_told = sa.and_(Certificate.told_at.is_(None), Certificate.registration_id.is_not(None))
    return (
        sa.select(Certificate.id)
        .where(is_to_be_told, has_file, is_standing(Standing.VALID))
        .order_by(Certificate.number)
    )


def tell(certificate_id: int, *, at: datetime) -> None:
    """Write the letter, unless somebody else has just done so; the row says when."""
    # Asked of the row itself too: PostgreSQL looks at that again after waiting for another hand.
    is_untold = sa.and_(Certificate.id == certificate_id, Certificate.told_at.is_(None))
    mark = sa.update(Certificate).where(is_untold, Certificate.id.in_(untold().order_by(None)))
    told = mark.values(told_at=at).returning(Certificate.id)
    if db.session.scalar(told.execution_options(synchronize_session=False)) is not None:
        letters.tell(db.session.get_one(Certificate, certificate_id), at=at)
