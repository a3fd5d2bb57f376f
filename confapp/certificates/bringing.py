"""A PDF that somebody brings to be verified: is it, byte for byte, what was issued?"""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from confapp.bodies import MEGABYTE
from confapp.certificates.models import Certificate, CertificateFile, SignedFile
from confapp.database import db

if TYPE_CHECKING:
    from confapp.certificates.signing.checking import Signature

# A certificate takes about 50 kB.
LARGEST: Final = 2 * MEGABYTE


@dataclass(frozen=True)
class Brought:
    """The certificate whose file it is, and the signature in it if it is the signed one."""

    certificate: Certificate
    signature: "Signature | None"


def identified(content: bytes) -> Brought | None:
    """Whose file this is; nothing if it is no file of ours, or another byte stands in it.

    What a stranger sends is never opened: only bytes that are our own are read as a PDF.
    """
    digest = hashlib.sha256(content).hexdigest()
    signed = db.session.scalar(_with_a(SignedFile, digest))
    if signed is not None:
        from confapp.certificates.signing import checking

        return Brought(signed, checking.check(content))
    unsigned = db.session.scalar(_with_a(CertificateFile, digest))
    return Brought(unsigned, None) if unsigned else None


def signed_file_of(certificate: Certificate) -> SignedFile | None:
    """Who signed the certificate, and when, once somebody has."""
    return db.session.get(SignedFile, certificate.id)


def _with_a(file: type[SignedFile | CertificateFile], digest: str) -> sa.Select[Certificate]:
    is_theirs = sa.and_(file.certificate_id == Certificate.id, file.sha256 == digest)
    return sa.select(Certificate).where(sa.exists().where(is_theirs)).limit(1)
