"""Certificates and their files."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from confapp.database import Base
from confapp.events.models import Event
from confapp.registration.models import Registration


class Certificate(Base):
    """That an event certifies somebody's attendance; keeps what was printed."""

    __tablename__ = "certificate"
    __table_args__ = (sa.UniqueConstraint("event_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    registration_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("registration.id"), unique=True
    )
    number: Mapped[int]
    code: Mapped[str] = mapped_column(sa.String(16), unique=True)
    printed: Mapped[dict[str, Any]]
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))

    event: Mapped[Event] = relationship()
    registration: Mapped[Registration | None] = relationship(lazy="joined")
    file: Mapped["CertificateFile | None"] = relationship()

    @property
    def written_number(self) -> str:
        """015/GCN-BKHCN, as it stands on the paper."""
        return str(self.printed["number"])


class CertificateFile(Base):
    """The PDF as it was first made; its bytes never change."""

    __tablename__ = "certificate_file"

    certificate_id: Mapped[int] = mapped_column(sa.ForeignKey("certificate.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(sa.String(64))
    content: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary))
    made_at: Mapped[datetime]
