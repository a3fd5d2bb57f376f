"""The written answer in its versions: who wrote, handed in, read, approved and published it."""

from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base
from confapp.events.models import LegalDocument
from confapp.people.models import User
from confapp.questions.models.intake import Offer, one_open

if TYPE_CHECKING:
    from confapp.questions.models.question import Question


class Answer(Base):
    """One text of the written answer, under the offer by which its department owned the question.

    `version` counts the texts of a question; what the public sees is `publication.version`.
    """

    __tablename__ = "question_answer"
    __table_args__ = (
        sa.UniqueConstraint("question_id", "version"),
        sa.CheckConstraint("kind in ('clear', 'needs_guidance', 'gap')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"))
    offer_id: Mapped[int] = mapped_column(sa.ForeignKey("question_offer.id"), index=True)
    version: Mapped[int]
    text: Mapped[str]
    kind: Mapped[str | None] = mapped_column(sa.String(20))
    has_no_provision: Mapped[bool]
    # Why a published answer is corrected by this one; nothing once that is no longer meant.
    correction: Mapped[str | None]
    saves: Mapped[int]
    drafted_at: Mapped[datetime]
    drafted_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))

    question: Mapped["Question"] = relationship(back_populates="answers")
    offer: Mapped[Offer] = relationship()
    saved_by: Mapped[User] = relationship(foreign_keys=[saved_by_id])
    citations: Mapped[list["Citation"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="Citation.id"
    )
    submissions: Mapped[list["Submission"]] = relationship(
        lazy="selectin", order_by="Submission.id", back_populates="answer"
    )
    returns: Mapped[list["Return"]] = relationship(lazy="selectin", order_by="Return.id")
    publication: Mapped["Publication | None"] = relationship(lazy="joined", back_populates="answer")

    @property
    def submission(self) -> "Submission | None":
        """With whom it lies for approval, unless it is a draft."""
        return next((one for one in self.submissions if one.ended_at is None), None)

    @property
    def approval(self) -> "Approval | None":
        return self.submission.approval if self.submission else None

    @property
    def is_draft(self) -> bool:
        return self.submission is None

    @property
    def was_dropped(self) -> bool:
        """Whether it was to correct what is published, and no longer is: nothing else comes so."""
        corrects_nothing = self.publication is None and self.correction is None
        return corrects_nothing and self.question.published_answer is not None


class Citation(Base):
    """A provision that an answer rests on."""

    __tablename__ = "question_citation"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("question_answer.id"), index=True)
    decree_id: Mapped[int] = mapped_column(sa.ForeignKey("event_decree.id"))
    article: Mapped[str] = mapped_column(sa.String(10))
    clause: Mapped[str] = mapped_column(sa.String(10))
    point: Mapped[str] = mapped_column(sa.String(10))

    document: Mapped[LegalDocument] = relationship(lazy="joined", innerjoin=True)


class Submission(Base):
    """That a draft was handed to the head, until it is sent back or taken back."""

    __tablename__ = "question_submission"
    __table_args__ = (one_open("question_submission", "ended_at", of="answer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("question_answer.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))

    answer: Mapped[Answer] = relationship(back_populates="submissions")
    approval: Mapped["Approval | None"] = relationship(lazy="joined")
    readings: Mapped[list["LegalReading"]] = relationship(
        lazy="selectin", order_by="LegalReading.id"
    )


class Return(Base):
    """That a draft was given back to who writes it, and why."""

    __tablename__ = "question_return"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("question_answer.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    reason: Mapped[str]

    by: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class LegalReading(Base):
    """What the legal reviewer found in a text that was handed in: in order, or a remark."""

    __tablename__ = "question_legal_reading"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(sa.ForeignKey("question_submission.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    is_in_order: Mapped[bool]
    remark: Mapped[str]

    by: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class Approval(Base):
    """That the head, or a deputy with a dated delegation, stands for this text."""

    __tablename__ = "question_approval"
    __table_args__ = (sa.CheckConstraint("via in ('page', 'link')", name="via"),)

    submission_id: Mapped[int] = mapped_column(
        sa.ForeignKey("question_submission.id"), primary_key=True
    )
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    via: Mapped[str] = mapped_column(sa.String(10))

    by: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class Publication(Base):
    """That a text is open to everybody; its bytes never change again."""

    __tablename__ = "question_publication"
    __table_args__ = (sa.UniqueConstraint("question_id", "version"),)

    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("question_answer.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"))
    version: Mapped[int]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    text_sha256: Mapped[str] = mapped_column(sa.String(64))

    answer: Mapped[Answer] = relationship(back_populates="publication")
    retraction: Mapped["Retraction | None"] = relationship(lazy="joined")


class Retraction(Base):
    """That a published text no longer stands, and why; its address says so."""

    __tablename__ = "question_retraction"

    answer_id: Mapped[int] = mapped_column(
        sa.ForeignKey("question_publication.answer_id"), primary_key=True
    )
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    reason: Mapped[str]
