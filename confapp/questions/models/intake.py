"""The way of a question to its department: what was decided, when it ended, and why."""

from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base
from confapp.events.models import Department, Domain
from confapp.people.models import User

if TYPE_CHECKING:
    from confapp.questions.models.question import Question


def one_open(table: str, closing: str, *, of: str = "question_id") -> sa.Index:
    """At most one row of each question (or `of`) that is not closed, whoever races whom."""
    is_open = sa.text(f"{closing} is null")
    return sa.Index(
        f"uq_{table}_open",
        of,
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def forgotten_user() -> sa.ForeignKey:
    """Somebody who may be an asker, and may delete their account."""
    return sa.ForeignKey("people_user.id", ondelete="SET NULL")


class Acceptance(Base):
    """That a moderator took the question up for answering, and in which domain."""

    __tablename__ = "question_acceptance"
    __table_args__ = (one_open("question_acceptance", "ended_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))
    domain_id: Mapped[int] = mapped_column(sa.ForeignKey("event_domain.id"))
    suggested_domain_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_domain.id"))
    score: Mapped[float | None]
    ended_at: Mapped[datetime | None]

    question: Mapped["Question"] = relationship(back_populates="acceptances")
    domain: Mapped[Domain] = relationship(foreign_keys=[domain_id])


class Offer(Base):
    """That a question was sent to a department, which is accountable for it until the offer ends.

    `accept_by` is when it goes back by itself, `due_at` when the answer is due.
    """

    __tablename__ = "question_offer"
    __table_args__ = (
        one_open("question_offer", "ended_at"),
        sa.CheckConstraint("ending in ('returned', 'expired', 'moved', 'reopened')", name="ending"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), index=True)
    department_id: Mapped[int] = mapped_column(sa.ForeignKey("event_department.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))
    accept_by: Mapped[datetime]
    due_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))
    ending: Mapped[str | None] = mapped_column(sa.String(20))
    reason_code: Mapped[str | None] = mapped_column(sa.String(30))
    reason: Mapped[str | None]
    named_department_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_department.id"))

    question: Mapped["Question"] = relationship(back_populates="offers")
    department: Mapped[Department] = relationship(
        lazy="joined", innerjoin=True, foreign_keys=[department_id]
    )
    named_department: Mapped[Department | None] = relationship(
        lazy="joined", foreign_keys=[named_department_id]
    )
    ended_by: Mapped[User | None] = relationship(foreign_keys=[ended_by_id])
    ownership: Mapped["Ownership | None"] = relationship(lazy="joined")
    assistance: Mapped[list["Assistance"]] = relationship(lazy="selectin")

    @property
    def assisting(self) -> list[Department]:
        return [one.department for one in self.assistance]


class Assistance(Base):
    """That another department helps the accountable one with its answer."""

    __tablename__ = "question_assistance"

    offer_id: Mapped[int] = mapped_column(sa.ForeignKey("question_offer.id"), primary_key=True)
    department_id: Mapped[int] = mapped_column(
        sa.ForeignKey("event_department.id"), primary_key=True, index=True
    )

    department: Mapped[Department] = relationship(lazy="joined", innerjoin=True)


class Ownership(Base):
    """That the department took the question; the key lets only one person take it."""

    __tablename__ = "question_ownership"

    offer_id: Mapped[int] = mapped_column(sa.ForeignKey("question_offer.id"), primary_key=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))

    by: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class InfoRequest(Base):
    """That the asker was asked back; until it is closed the clock of the answer stands still."""

    __tablename__ = "question_info_request"
    __table_args__ = (one_open("question_info_request", "closed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    message: Mapped[str]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(forgotten_user())

    question: Mapped["Question"] = relationship(back_populates="info_requests")


class Ending(Base):
    """That the question came to an end before an answer; undone, everything is as it was."""

    __tablename__ = "question_ending"
    __table_args__ = (
        one_open("question_ending", "undone_at"),
        sa.CheckConstraint("kind in ('declined', 'merged', 'withdrawn', 'referred')", name="kind"),
        sa.CheckConstraint("kind != 'merged' or target_id is not null", name="target"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(forgotten_user())
    reason_code: Mapped[str | None] = mapped_column(sa.String(30))
    reason: Mapped[str]
    # The question that it was merged into, or that answers it already.
    target_id: Mapped[int | None] = mapped_column(sa.ForeignKey("question.id"), index=True)
    body: Mapped[str | None]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(forgotten_user())
    undone_note: Mapped[str | None]

    question: Mapped["Question"] = relationship(
        back_populates="endings", foreign_keys=[question_id]
    )
    target: Mapped["Question | None"] = relationship(foreign_keys=[target_id])
