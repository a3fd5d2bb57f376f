"""Whether a code is a certificate's, and what that certificate says."""

import sqlalchemy as sa

from confapp.certificates import codes
from confapp.certificates.models import Certificate
from confapp.certificates.printing import Printed
from confapp.database import db


def printed_with(typed: str) -> Printed | None:
    """What is printed on the certificate with this code, however it was typed."""
    possible = sa.select(Certificate).where(Certificate.code.in_(codes.readings(typed)))
    certificate = db.session.scalars(possible.limit(1)).one_or_none()
    return Printed.from_json(certificate.printed) if certificate else None


def shortened(typed: str) -> str:
    """What was typed, without what may not stand in an address."""
    return "".join(letter for letter in typed[:80] if letter.isalnum())[:40] or "-"
