"""What there is of a certificate's paper; triggers refuse to change files."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column

from confapp.database import Base


class CertificateFile(Base):
    """The PDF as it was first made; its bytes never change."""

    __tablename__ = "certificate_file"

    certificate_id: Mapped[int] = mapped_column(sa.ForeignKey("certificate.id"), primary_key=True)
    # A file that somebody brings to be verified is looked for by what is in it.
    sha256: Mapped[str] = mapped_column(sa.String(64), index=True)
    content: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary))
    made_at: Mapped[datetime]


class CertificateFailure(Base):
    """That a certificate could not be printed, when it was last tried."""

    __tablename__ = "certificate_failure"

    certificate_id: Mapped[int] = mapped_column(
        sa.ForeignKey("certificate.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]


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
