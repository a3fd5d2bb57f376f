"""Published versions of the programme; a trigger refuses to change or delete one."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.agenda.models.day import DayAct
from confapp.database import Base
from confapp.people.models import User

PUBLICATION, DAY, TAKEN_BACK = "publication", "day", "taken_back"


class Version(Base):
    """The whole programme as everybody could read it from a moment on, and what caused it."""

    __tablename__ = "agenda_version"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "number"),
        sa.CheckConstraint("cause in ('publication', 'day', 'taken_back')", name="cause"),
        sa.CheckConstraint("(cause = 'publication') = (day_act_id is null)", name="day_act"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    number: Mapped[int]
    published_at: Mapped[datetime]
    # No foreign key: deleting the account must not touch what was published.
    by_id: Mapped[int | None]
    cause: Mapped[str] = mapped_column(sa.String(20))
    day_act_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agenda_day_act.id"))
    note: Mapped[str]
    is_told: Mapped[bool]
    programme: Mapped[dict[str, Any]]

    by: Mapped[User | None] = relationship(
        primaryjoin="foreign(Version.by_id) == User.id", viewonly=True
    )
    day_act: Mapped[DayAct | None] = relationship()


class ToldVersion(Base):
    """That everybody whom a version concerns has been written to."""

    __tablename__ = "agenda_version_told"

    version_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_version.id"), primary_key=True)
    at: Mapped[datetime]
