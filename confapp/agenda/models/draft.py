"""The programme as the organisers are working on it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.agenda.models.places import Room
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
        back_populates="session",
        order_by="AgendaItem.starts_at, AgendaItem.id",
        primaryjoin="and_(AgendaItem.session_id == AgendaSession.id, "
        "AgendaItem.removed_at.is_(None))",
    )


item_speaker = sa.Table(
    "agenda_item_speaker",
    Base.metadata,
    sa.Column("item_id", sa.ForeignKey("agenda_item.id"), primary_key=True),
    sa.Column("speaker_id", sa.ForeignKey("agenda_speaker.id"), primary_key=True, index=True),
    sa.Column("position", sa.Integer, nullable=False),
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
    room_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("agenda_room.id", name="fk_agenda_item_room_id")
    )
    domain_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_domain.id"))
    department_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_department.id"))
    removed_at: Mapped[datetime | None]

    session: Mapped[AgendaSession] = relationship(back_populates="items")
    room: Mapped[Room | None] = relationship()
    domain: Mapped[Domain | None] = relationship()
    department: Mapped[Department | None] = relationship()
    speakers: Mapped[list["Speaker"]] = relationship(
        secondary=item_speaker, order_by=item_speaker.c.position, viewonly=True
    )


class Speaker(Base):
    """Who presents: a person with a post, or a unit whose speaker is not named yet."""

    __tablename__ = "agenda_speaker"
    __table_args__ = (sa.UniqueConstraint("event_id", "name", "post_vi", "post_en"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    name: Mapped[str]
    post: Mapped[Words] = words("post")
    department_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_department.id"))

    department: Mapped[Department | None] = relationship()


class DraftStep(Base):
    """One change of the draft, with the draft before it, so that it can be taken back."""

    __tablename__ = "agenda_draft_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id", ondelete="SET NULL"))
    act: Mapped[str] = mapped_column(sa.String(20))
    title: Mapped[Words] = words("title")
    before: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]
