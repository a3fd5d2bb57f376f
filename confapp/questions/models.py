"""A question and the facts about it; every state is worked out from these rows."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base
from confapp.events.models import Decree, Department, Domain, Event, Province
from confapp.people.models import User
from confapp.registration.models import Registration


class Question(Base):
    """What a delegate asked, in the asker's own words."""

    __tablename__ = "question"
    __table_args__ = (sa.UniqueConstraint("event_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    number: Mapped[int]
    submission_id: Mapped[str] = mapped_column(sa.String(64), unique=True)
    asker_id: Mapped[int | None] = mapped_column(sa.ForeignKey("registration.id"), index=True)
    domain_id: Mapped[int] = mapped_column(sa.ForeignKey("event_domain.id"), index=True)
    text: Mapped[str]
    searchable: Mapped[str]
    shows_name: Mapped[bool]
    channel: Mapped[str] = mapped_column(sa.String(20))
    asked_at: Mapped[datetime]

    event: Mapped[Event] = relationship()
    asker: Mapped[Registration | None] = relationship(lazy="joined")
    domain: Mapped[Domain] = relationship(lazy="joined", innerjoin=True)
    acceptance: Mapped["Acceptance | None"] = relationship(lazy="selectin")
    offer: Mapped["Offer | None"] = relationship(lazy="selectin", back_populates="question")
    answers: Mapped[list["Answer"]] = relationship(
        lazy="selectin", order_by="Answer.version", back_populates="question"
    )

    @property
    def reference(self) -> str:
        """What people call it: HĐ-0001."""
        return f"HĐ-{self.number:04d}"

    @property
    def province(self) -> Province | None:
        """Where it comes from; of whoever has deleted their data nothing is known any more."""
        return self.asker.province if self.asker else None

    @property
    def department(self) -> Department | None:
        """The one accountable department, once it has been sent to one."""
        return self.offer.department if self.offer else None

    @property
    def is_owned(self) -> bool:
        return self.offer is not None and self.offer.ownership is not None

    @property
    def answer(self) -> "Answer | None":
        """The newest version, whatever its state."""
        return self.answers[-1] if self.answers else None

    @property
    def published_answer(self) -> "Answer | None":
        return next((a for a in reversed(self.answers) if a.publication), None)


class Acceptance(Base):
    """That a question was accepted, by a moderator or at once by the system."""

    __tablename__ = "question_acceptance"

    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), primary_key=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))


class Offer(Base):
    """That a question was sent to a department, which is accountable for it from then on."""

    __tablename__ = "question_offer"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), unique=True)
    department_id: Mapped[int] = mapped_column(sa.ForeignKey("event_department.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))
    due_at: Mapped[datetime]

    question: Mapped[Question] = relationship(back_populates="offer")
    department: Mapped[Department] = relationship(lazy="joined", innerjoin=True)
    ownership: Mapped["Ownership | None"] = relationship(lazy="joined")


class Ownership(Base):
    """That the department took the question; the key lets only one person take it."""

    __tablename__ = "question_ownership"

    offer_id: Mapped[int] = mapped_column(sa.ForeignKey("question_offer.id"), primary_key=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))

    by: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class Answer(Base):
    """One version of the written answer."""

    __tablename__ = "question_answer"
    __table_args__ = (
        sa.UniqueConstraint("question_id", "version"),
        sa.CheckConstraint("kind in ('clear', 'needs_guidance', 'gap')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"))
    version: Mapped[int]
    text: Mapped[str]
    kind: Mapped[str | None] = mapped_column(sa.String(20))
    has_no_provision: Mapped[bool]
    saves: Mapped[int]
    drafted_at: Mapped[datetime]
    drafted_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))

    question: Mapped[Question] = relationship(back_populates="answers")
    saved_by: Mapped[User] = relationship(foreign_keys=[saved_by_id])
    citations: Mapped[list["Citation"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="Citation.id"
    )
    submission: Mapped["Submission | None"] = relationship(
        lazy="joined", cascade="all, delete-orphan"
    )
    returns: Mapped[list["Return"]] = relationship(lazy="selectin", order_by="Return.id")
    approval: Mapped["Approval | None"] = relationship(lazy="joined")
    publication: Mapped["Publication | None"] = relationship(lazy="joined")

    @property
    def is_draft(self) -> bool:
        return self.submission is None


class Citation(Base):
    """A provision that an answer rests on."""

    __tablename__ = "question_citation"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("question_answer.id"), index=True)
    decree_id: Mapped[int] = mapped_column(sa.ForeignKey("event_decree.id"))
    article: Mapped[str] = mapped_column(sa.String(10))
    clause: Mapped[str] = mapped_column(sa.String(10))
    point: Mapped[str] = mapped_column(sa.String(10))

    decree: Mapped[Decree] = relationship(lazy="joined", innerjoin=True)


class Submission(Base):
    """That a draft was handed to the head."""

    __tablename__ = "question_submission"

    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("question_answer.id"), primary_key=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))


class Return(Base):
    """That the head gave a draft back, and why."""

    __tablename__ = "question_return"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("question_answer.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    reason: Mapped[str]

    by: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class Approval(Base):
    """That the head stands for this text."""

    __tablename__ = "question_approval"

    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("question_answer.id"), primary_key=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))

    by: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class Publication(Base):
    """That a version is open to everybody; its bytes never change again."""

    __tablename__ = "question_publication"

    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("question_answer.id"), primary_key=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    text_sha256: Mapped[str] = mapped_column(sa.String(64))
