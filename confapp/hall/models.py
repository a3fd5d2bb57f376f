"""What is queued for the hall and what is before everybody."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base
from confapp.questions.models import Question


class Turn(Base):
    """A question's way through the hall: queued, live, then answered or put aside."""

    __tablename__ = "hall_turn"
    __table_args__ = (
        sa.CheckConstraint("outcome in ('answered', 'put_aside')", name="outcome"),
        # One live question in a hall, and one open turn of a question, whoever races whom.
        sa.Index(
            "uq_hall_turn_live",
            "event_id",
            unique=True,
            sqlite_where=sa.text("live_at is not null and ended_at is null"),
            postgresql_where=sa.text("live_at is not null and ended_at is null"),
        ),
        sa.Index(
            "uq_hall_turn_open",
            "question_id",
            unique=True,
            sqlite_where=sa.text("ended_at is null"),
            postgresql_where=sa.text("ended_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"))
    queued_at: Mapped[datetime]
    queued_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    live_at: Mapped[datetime | None]
    live_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))
    outcome: Mapped[str | None] = mapped_column(sa.String(20))

    question: Mapped[Question] = relationship(lazy="joined", innerjoin=True)


class Blanking(Base):
    """That the screen was blanked, until it was lit again."""

    __tablename__ = "hall_blanking"
    __table_args__ = (
        sa.Index(
            "uq_hall_blanking_open",
            "event_id",
            unique=True,
            sqlite_where=sa.text("until is null"),
            postgresql_where=sa.text("until is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
