"""A certificate, and that it was revoked."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.certificates.models.file import CertificateFailure, CertificateFile, SignedFile
from confapp.database import Base
from confapp.events.models import Event
from confapp.people.models import User
from confapp.registration.models import Registration

LONGEST_REASON = 500


class Certificate(Base):
    """That an event certifies somebody's attendance; keeps what was printed.

    Each after the first supersedes the one before, and each is superseded once at most: those of
    a registration are one line, and only its end can be valid.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "number"),
        sa.UniqueConstraint("supersedes_id"),
        sa.Index(
            "uq_certificate_first",
            "registration_id",
            unique=True,
            sqlite_where=sa.text("supersedes_id is null"),
            postgresql_where=sa.text("supersedes_id is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    registration_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("registration.id"), index=True
    )
    number: Mapped[int]
    code: Mapped[str] = mapped_column(sa.String(16), unique=True)
    printed: Mapped[dict[str, Any]]
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    batch_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("certificate_batch.id", ondelete="SET NULL"), index=True
    )
    supersedes_id: Mapped[int | None] = mapped_column(sa.ForeignKey("certificate.id"))
    # Why it supersedes another.
    reason: Mapped[str] = mapped_column(sa.String(LONGEST_REASON), default="")
    # When the letter to the delegate was written, which is after the file was made.
    told_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()
    registration: Mapped[Registration | None] = relationship(lazy="joined")
    file: Mapped[CertificateFile | None] = relationship()
    failure: Mapped[CertificateFailure | None] = relationship(viewonly=True)
    signed_file: Mapped[SignedFile | None] = relationship(viewonly=True)
    issued_by: Mapped[User] = relationship()
    supersedes: Mapped["Certificate | None"] = relationship(
        remote_side=id, back_populates="successor"
    )
    successor: Mapped["Certificate | None"] = relationship(
        back_populates="supersedes", uselist=False
    )
    revocation: Mapped["CertificateRevocation | None"] = relationship(lazy="joined")

    @property
    def written_number(self) -> str:
        """015/GCN-BKHCN, as it stands on the paper."""
        return str(self.printed["number"])

    @property
    def dated_on(self) -> date:
        """The date on the paper, which the rules may have set to another day than the issuing."""
        return date.fromisoformat(self.printed["issued_on"])


class CertificateRevocation(Base):
    """That a certificate is no longer valid, and why."""

    __tablename__ = "certificate_revocation"

    certificate_id: Mapped[int] = mapped_column(
        sa.ForeignKey("certificate.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    reason: Mapped[str] = mapped_column(sa.String(LONGEST_REASON))

    by: Mapped[User] = relationship()
