"""What somebody is to be told about a question, until a letter has told them."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base
from confapp.questions.models.question import Question


class Notice(Base):
    """News of a question for one reader: its asker, the moderators, or a department."""

    __tablename__ = "question_notice"
    __table_args__ = (
        sa.CheckConstraint(
            "reader in ('asker', 'moderators', 'organisers', 'department')", name="reader"
        ),
        sa.CheckConstraint("reader != 'department' or department_id is not null", name="addressee"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), index=True)
    reader: Mapped[str] = mapped_column(sa.String(20))
    department_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_department.id"))
    news: Mapped[str] = mapped_column(sa.String(30))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))
    told_at: Mapped[datetime | None] = mapped_column(index=True)

    question: Mapped[Question] = relationship()


class Digest(Base):
    """When somebody was last written a digest of this event's questions."""

    __tablename__ = "question_digest"

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        sa.ForeignKey("people_user.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime]


class DueLetter(Base):
    """That a department was told in the morning what is due on this day, if there was anything."""

    __tablename__ = "question_due_letter"

    department_id: Mapped[int] = mapped_column(
        sa.ForeignKey("event_department.id"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime]
