"""The batches in which certificates are issued, and their pauses."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base
from confapp.events.models import Event
from confapp.people.models import User


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
