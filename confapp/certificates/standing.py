"""Whether a certificate still stands, which every page and file asks here."""

from enum import StrEnum

from confapp.certificates.models import Certificate


class Standing(StrEnum):
    """What anybody may know of a certificate that was issued; the words of `verify.css`."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


def standing_of(certificate: Certificate) -> Standing:
    return Standing.VALID
