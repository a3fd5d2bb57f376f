"""An announcement, and to whom it goes."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base, Words, words
from confapp.events.models import Event
from confapp.people.models import User


class Announcement(Base):
    """A letter of the organisers: written, tried out, then sent to whom the filters choose."""

    __tablename__ = "registration_announcement"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), index=True)
    submission_id: Mapped[str] = mapped_column(sa.String(64), unique=True)
    subject: Mapped[Words] = words("subject")
    text: Mapped[Words] = words("text")
    choice: Mapped[dict[str, Any]]
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    tried_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    started_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))
    finished_at: Mapped[datetime | None] = mapped_column(index=True)

    event: Mapped[Event] = relationship()
    written_by: Mapped[User] = relationship(foreign_keys=written_by_id)

    @property
    def is_draft(self) -> bool:
        return self.started_at is None

    @property
    def is_under_way(self) -> bool:
        return self.started_at is not None and self.finished_at is None


class AnnouncementReader(Base):
    """That an announcement goes to this delegate, and when the letter was written."""

    __tablename__ = "registration_announcement_reader"

    announcement_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_announcement.id", ondelete="CASCADE"), primary_key=True
    )
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    written_at: Mapped[datetime | None]
