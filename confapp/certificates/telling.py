"""Telling a delegate of the certificate: once, and only when there is something to download."""

from datetime import datetime

import sqlalchemy as sa

from confapp.certificates import letters
from confapp.certificates.models import Certificate
from confapp.certificates.standing import Standing, is_standing
from confapp.database import db


def untold() -> sa.Select[int]:
    """The ids of certificates whose letter can be written now, by number.

    Whatever else must come between the file and the letter is one condition more here.
    """
    is_to_be_told = sa.and_(Certificate.told_at.is_(None), Certificate.registration_id.is_not(None))
    return (
        sa.select(Certificate.id)
        .where(is_to_be_told, Certificate.file.has(), is_standing(Standing.VALID))
        .order_by(Certificate.number)
    )


def tell_some(*, most: int, at: datetime) -> int:
    """Write the next letters, each unless somebody else is just doing so; says how many."""
    mine = untold().limit(most).with_for_update(skip_locked=True)
    ids = db.session.scalars(mine).all()
    rows = sa.select(Certificate).where(Certificate.id.in_(ids)).order_by(Certificate.number)
    for certificate in db.session.scalars(rows):
        certificate.told_at = at
        letters.tell(certificate, at=at)
    return len(ids)
