"""Questions on paper and by telephone: serial numbers, and askers who are not registered."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base
from confapp.events.models import Province
from confapp.people.models import LONGEST_NAME, User


class SlipBook(Base):
    """Slips with these serial numbers, both included, that were handed out to somebody."""

    __tablename__ = "question_slip_book"
    __table_args__ = (sa.CheckConstraint("first > 0 and first <= last", name="serials"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), index=True)
    first: Mapped[int]
    last: Mapped[int]
    handed_to: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))


class Slip(Base):
    """The serial number of the slip on which a question was written."""

    __tablename__ = "question_slip"
    __table_args__ = (sa.UniqueConstraint("event_id", "serial"),)

    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    serial: Mapped[int]


class HeldSlip(Base):
    """That a slip is not entered, and why: somebody withholds it, or it is void."""

    __tablename__ = "question_held_slip"
    __table_args__ = (
        sa.Index(
            "uq_question_held_slip_open",
            "event_id",
            "serial",
            unique=True,
            sqlite_where=sa.text("ended_at is null"),
            postgresql_where=sa.text("ended_at is null"),
        ),
        sa.CheckConstraint("kind in ('withheld', 'void')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    serial: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(10))
    reason: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))

    by: Mapped[User] = relationship(foreign_keys=[by_id])


class UnknownAsker(Base):
    """Who asked, as the slip or the caller says it, of somebody who is not registered.

    Without a province none was written. The row goes when its name is to be forgotten.
    """

    __tablename__ = "question_unknown_asker"

    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), primary_key=True)
    full_name: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    province_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_province.id"))

    province: Mapped[Province | None] = relationship(lazy="joined")
