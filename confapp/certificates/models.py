"""Certificates, what became of them, their files, and the batches in which they are issued."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from confapp.database import Base
from confapp.events.models import Event
from confapp.people.models import User
from confapp.registration.models import Registration

if TYPE_CHECKING:
    from confapp.certificates.signing.models import SignedFile

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
    file: Mapped["CertificateFile | None"] = relationship()
    failure: Mapped["CertificateFailure | None"] = relationship(viewonly=True)
    signed_file: Mapped["SignedFile | None"] = relationship(viewonly=True)
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


class CertificateFile(Base):
    """The PDF as it was first made; its bytes never change."""

    __tablename__ = "certificate_file"

    certificate_id: Mapped[int] = mapped_column(sa.ForeignKey("certificate.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(sa.String(64))
    content: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary))
    made_at: Mapped[datetime]


class CertificateFailure(Base):
    """That a certificate could not be printed, when it was last tried."""

    __tablename__ = "certificate_failure"

    certificate_id: Mapped[int] = mapped_column(
        sa.ForeignKey("certificate.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]


class CertificateBatch(Base):
    """That somebody asked for a certificate for each who has earned one; one at a time goes on."""

    __tablename__ = "certificate_batch"
    __table_args__ = (
        sa.Index(
            "uq_certificate_batch_unfinished",
            "event_id",
            unique=True,
            sqlite_where=sa.text("finished_at is null"),
            postgresql_where=sa.text("finished_at is null"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), index=True)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    # How many had earned one when it was asked for.
    asked_for: Mapped[int]
    finished_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()
    asked_by: Mapped[User] = relationship(lazy="joined", innerjoin=True)
    pauses: Mapped[list["CertificateBatchPause"]] = relationship(
        lazy="selectin", order_by="CertificateBatchPause.id"
    )

    @property
    def pause(self) -> "CertificateBatchPause | None":
        """The one that has not ended."""
        return next((pause for pause in self.pauses if pause.ended_at is None), None)


class CertificateBatchPause(Base):
    """That a batch issues nothing more until somebody lets it go on; by nobody: by the program."""

    __tablename__ = "certificate_batch_pause"
    __table_args__ = (
        sa.Index(
            "uq_certificate_batch_pause_open",
            "batch_id",
            unique=True,
            sqlite_where=sa.text("ended_at is null"),
            postgresql_where=sa.text("ended_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(
        sa.ForeignKey("certificate_batch.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))

    by: Mapped[User | None] = relationship(foreign_keys=by_id, lazy="joined")
    ended_by: Mapped[User | None] = relationship(foreign_keys=ended_by_id, lazy="joined")


class RegisterPaper(Base):
    """That somebody wants the register, or some of its lines, on official paper; kept for a day."""

    __tablename__ = "certificate_register_paper"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), index=True)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id", ondelete="CASCADE"))
    choice: Mapped[dict[str, Any]]
    lines: Mapped[int] = mapped_column(default=0)
    content: Mapped[bytes | None] = deferred(mapped_column(sa.LargeBinary))
    made_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()


# `Certificate.signed_file` names a table that needs those above.
import confapp.certificates.signing.models  # noqa: E402, F401
