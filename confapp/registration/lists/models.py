"""A list that was sent in: what it says, how it was understood, and how far it is."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base
from confapp.people.models import User

CHECK, IMPORT = "check", "import"


class DelegateList(Base):
    """A file of delegates; its cells are kept until it has been taken in, or for a week."""

    __tablename__ = "registration_list"
    __table_args__ = (
        sa.CheckConstraint("asked_for in ('check', 'import')", name="asked_for"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), index=True)
    sent_by_id: Mapped[int] = mapped_column(
        sa.ForeignKey("people_user.id", ondelete="CASCADE"), index=True
    )
    sent_at: Mapped[datetime]
    submission_id: Mapped[str] = mapped_column(sa.String(64), unique=True)
    name: Mapped[str]
    sheets: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, deferred=True, nullable=False)
    heads: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    mode: Mapped[str] = mapped_column(sa.String(20))
    salutation: Mapped[str] = mapped_column(sa.String(4))
    asked_for: Mapped[str] = mapped_column(sa.String(10))
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id", ondelete="CASCADE"))
    asked_at: Mapped[datetime]
    done: Mapped[int]
    total: Mapped[int]
    finished_at: Mapped[datetime | None]
    findings: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, deferred=True, nullable=False)
    ready: Mapped[int]
    known: Mapped[int]
    wrong: Mapped[int]
    imported_at: Mapped[datetime | None]
    imported: Mapped[int]

    sent_by: Mapped[User] = relationship(foreign_keys=sent_by_id)

    @property
    def is_busy(self) -> bool:
        return self.finished_at is None

    @property
    def can_be_taken_in(self) -> bool:
        """Whether all rows are well, and somebody on it is not registered yet."""
        return not (self.is_busy or self.imported_at or self.wrong) and self.ready > 0
