"""Who came to which session."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.agenda.models import AgendaSession
from confapp.database import Base
from confapp.people.models import User
from confapp.registration.models import Registration


class CheckIn(Base):
    """That a delegate was there; the constraint makes a second scan count once."""

    __tablename__ = "checkin"
    __table_args__ = (sa.UniqueConstraint("registration_id", "session_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("registration.id"))
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_session.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))
    method: Mapped[str] = mapped_column(sa.String(20))

    registration: Mapped[Registration] = relationship()
    session: Mapped[AgendaSession] = relationship()
    by: Mapped[User | None] = relationship()
