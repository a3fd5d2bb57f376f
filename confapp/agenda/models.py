"""Sessions of an event and the items in them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base, Words, words
from confapp.events.models import Department, Domain, Event

KINDS = ("welcome", "opening", "overview", "briefing", "break", "questions", "closing")


class AgendaSession(Base):
    """A part of the day that one is checked in for."""

    __tablename__ = "agenda_session"
    __table_args__ = (sa.CheckConstraint("starts_at < ends_at", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), index=True)
    title: Mapped[Words] = words("title")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    event: Mapped[Event] = relationship()
    items: Mapped[list["AgendaItem"]] = relationship(
        back_populates="session", order_by="AgendaItem.starts_at, AgendaItem.id"
    )


class AgendaItem(Base):
    """Something that happens at a time: a briefing, a break, the questions."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        sa.CheckConstraint("starts_at < ends_at", name="order"),
        sa.CheckConstraint(f"kind in {KINDS}", name="kind"),
        # A calendar entry names this id: a deleted one must never be given out again.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_session.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    title: Mapped[Words] = words("title")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    room: Mapped[Words] = words("room")
    domain_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_domain.id"))
    department_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_department.id"))

    session: Mapped[AgendaSession] = relationship(back_populates="items")
    domain: Mapped[Domain | None] = relationship()
    department: Mapped[Department | None] = relationship()
    speakers: Mapped[list["Speaker"]] = relationship(
        order_by="Speaker.id", cascade="all, delete-orphan"
    )

    def is_on(self, *, at: datetime) -> bool:
        return self.starts_at <= at < self.ends_at

    def is_over(self, *, at: datetime) -> bool:
        return self.ends_at <= at


class Speaker(Base):
    """Who presents an item: a person with a post, or a unit whose speaker is not named yet."""

    __tablename__ = "agenda_speaker"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_item.id"), index=True)
    name: Mapped[str]
    post: Mapped[Words] = words("post")
