"""Signed files, and the copies that are signed elsewhere; triggers refuse to change either."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column

from confapp.certificates.models import CertificateFile
from confapp.database import Base

# A file that somebody brings to be verified is looked for by what is in it.
sa.Index("ix_certificate_file_sha256", CertificateFile.sha256)


class SignedFile(Base):
    """A certificate's PDF with the digital signature in it; its bytes never change."""

    __tablename__ = "certificate_signed_file"

    certificate_id: Mapped[int] = mapped_column(
        sa.ForeignKey("certificate.id", ondelete="CASCADE"), primary_key=True
    )
    sha256: Mapped[str] = mapped_column(sa.String(64), index=True)
    content: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary, nullable=False))
    signer: Mapped[str]
    signed_at: Mapped[datetime]


class SigningCopy(Base):
    """What was given away to be signed elsewhere: the file that comes back must begin with it."""

    __tablename__ = "certificate_signing_copy"

    certificate_id: Mapped[int] = mapped_column(
        sa.ForeignKey("certificate.id", ondelete="CASCADE"), primary_key=True
    )
    content: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary, nullable=False))
    made_at: Mapped[datetime]
