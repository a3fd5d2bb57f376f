"""What a certificate is worth today: worked out from the rows, in Python and in SQL."""

from enum import StrEnum

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import aliased

from confapp.certificates.models import Certificate, CertificateRevocation


class Standing(StrEnum):
    VALID = "valid"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


LABELS = {
    Standing.VALID: _l("Valid"),
    Standing.SUPERSEDED: _l("Superseded"),
    Standing.REVOKED: _l("Revoked"),
}
TONES = {Standing.VALID: "done", Standing.SUPERSEDED: "waiting", Standing.REVOKED: "stopped"}


def standing_of(certificate: Certificate) -> Standing:
    """A revoked one stays so, even if another was issued in its place."""
    if certificate.revocation is not None:
        return Standing.REVOKED
    return Standing.SUPERSEDED if certificate.successor is not None else Standing.VALID


def is_standing(standing: Standing) -> sa.ColumnElement[bool]:
    """The same for a query over certificates."""
    revoked = sa.exists().where(CertificateRevocation.certificate_id == Certificate.id)
    if standing is Standing.REVOKED:
        return revoked
    return sa.and_(~revoked, ~is_last() if standing is Standing.SUPERSEDED else is_last())


def stands() -> sa.ColumnElement[bool]:
    """That a certificate has been neither superseded nor revoked."""
    return is_standing(Standing.VALID)


def is_last() -> sa.ColumnElement[bool]:
    """Whether none has been issued in its place."""
    later = aliased(Certificate)
    return ~sa.exists().where(later.supersedes_id == Certificate.id).correlate(Certificate)


def label_of(certificate: Certificate) -> str:
    return str(LABELS[standing_of(certificate)])


def tone_of(certificate: Certificate) -> str:
    return TONES[standing_of(certificate)]


def labels() -> dict[str, str]:
    return {str(standing): str(label) for standing, label in LABELS.items()}
