"""The register on official paper."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from confapp.database import Base
from confapp.events.models import Event


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
    content: Mapped[bytes | None] = mapped_column(sa.LargeBinary, deferred=True)
    # When the printing ended, with a content or, since it failed, without.
    made_at: Mapped[datetime | None] = mapped_column()
    has_failed: Mapped[bool] = column_property(sa.and_(made_at.is_not(None), content.is_(None)))

    event: Mapped[Event] = relationship()
