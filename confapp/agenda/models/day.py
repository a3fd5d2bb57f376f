"""What the organisers did while the day was running."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.agenda.models.draft import AgendaItem, AgendaSession
from confapp.database import Base

START, FINISH, EXTEND, SKIP = "start", "finish", "extend", "skip"
HOLD_END, RELEASE_END = "hold_end", "release_end"


class DayAct(Base):
    """Something that was done to an item, or to the ending time of a session, at a moment."""

    __tablename__ = "agenda_day_act"
    __table_args__ = (
        sa.CheckConstraint(
            "kind in ('start', 'finish', 'extend', 'skip', 'hold_end', 'release_end')", name="kind"
        ),
        sa.CheckConstraint(
            "(kind in ('hold_end', 'release_end')) = (item_id is null)", name="concerns"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), index=True)
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_session.id"))
    item_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agenda_item.id"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    minutes: Mapped[int]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id", ondelete="SET NULL"))
    submission_id: Mapped[str] = mapped_column(sa.String(64), unique=True)
    taken_back_at: Mapped[datetime | None]

    item: Mapped[AgendaItem | None] = relationship()
    session: Mapped[AgendaSession] = relationship()
