"""What was asked, in the asker's own words, and who else asks the same."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base
from confapp.events.models import Department, Domain, Event, Province
from confapp.people.models import User
from confapp.questions.models.answer import Answer
from confapp.questions.models.enclosed import Attachment, Reference
from confapp.questions.models.intake import (
    Acceptance,
    Ending,
    InfoRequest,
    Offer,
    forgotten_user,
)
from confapp.questions.models.slip import Slip, UnknownAsker
from confapp.registration.models import Registration


class Question(Base):
    """What a delegate asked, in the asker's own words."""

    __tablename__ = "question"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "number"),
        sa.CheckConstraint("channel in ('web', 'slip', 'telephone')", name="channel"),
    )

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
    # Who typed it in for the asker.
    entered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))
    # When the asker stepped back from a question that others stand behind.
    left_at: Mapped[datetime | None]
    # The numbers of similar questions that the asker saw before sending; null if none could be.
    similar_shown: Mapped[list[int] | None] = mapped_column(sa.JSON(none_as_null=True))

    event: Mapped[Event] = relationship()
    asker: Mapped[Registration | None] = relationship(lazy="joined")
    domain: Mapped[Domain] = relationship(lazy="joined", innerjoin=True)
    acceptances: Mapped[list[Acceptance]] = relationship(
        lazy="selectin", order_by=Acceptance.id, back_populates="question"
    )
    offers: Mapped[list[Offer]] = relationship(
        lazy="selectin", order_by=Offer.id, back_populates="question"
    )
    info_requests: Mapped[list[InfoRequest]] = relationship(
        lazy="selectin", order_by=InfoRequest.id, back_populates="question"
    )
    endings: Mapped[list[Ending]] = relationship(
        lazy="selectin",
        order_by=Ending.id,
        back_populates="question",
        foreign_keys=Ending.question_id,
    )
    answers: Mapped[list[Answer]] = relationship(
        lazy="selectin", order_by=Answer.version, back_populates="question"
    )
    former_words: Mapped[list["FormerWords"]] = relationship(order_by="FormerWords.id")
    slip: Mapped[Slip | None] = relationship(lazy="joined")
    unknown_asker: Mapped[UnknownAsker | None] = relationship(lazy="joined")
    reference_given: Mapped[Reference | None] = relationship(cascade="all, delete-orphan")
    attachment: Mapped[Attachment | None] = relationship(cascade="all, delete-orphan")

    @property
    def reference(self) -> str:
        """What people call it: HĐ-0001."""
        return reference_of(self.number)

    @property
    def province(self) -> Province | None:
        """Where it comes from; of whoever has deleted their data nothing is known any more."""
        who = self.asker or self.unknown_asker
        return who.province if who else None

    @property
    def acceptance(self) -> Acceptance | None:
        return next((one for one in self.acceptances if one.ended_at is None), None)

    @property
    def offer(self) -> Offer | None:
        return next((one for one in self.offers if one.ended_at is None), None)

    @property
    def info_request(self) -> InfoRequest | None:
        return next((one for one in self.info_requests if one.closed_at is None), None)

    @property
    def ending(self) -> Ending | None:
        return next((one for one in self.endings if one.undone_at is None), None)

    @property
    def department(self) -> Department | None:
        """The one accountable department, once it has been sent to one."""
        return self.offer.department if self.offer else None

    @property
    def is_owned(self) -> bool:
        return self.offer is not None and self.offer.ownership is not None

    @property
    def answer(self) -> Answer | None:
        """The newest text of the department that owns the question, whatever its state.

        What an earlier department left behind is a note on its desk and no answer, and so is a
        correction that was dropped.
        """
        ours = [one for one in self.answers if self.offer and one.offer_id == self.offer.id]
        return next((one for one in reversed(ours) if not one.was_dropped), None)

    @property
    def correction(self) -> Answer | None:
        """The text that is to replace a published one, while it is being made."""
        newest = self.answer
        is_new = newest is not None and newest.publication is None
        return newest if is_new and self.published_answer else None

    @property
    def open_answer(self) -> Answer | None:
        """The text that everybody reads now; nothing once it is retracted."""
        newest = self.published_answer
        is_retracted = newest and newest.publication and newest.publication.retraction
        return None if is_retracted else newest

    @property
    def published_answer(self) -> Answer | None:
        """The newest published text, retracted or not."""
        return next((one for one in reversed(self.answers) if one.publication), None)


class FormerWords(Base):
    """How a question read before its asker, or a split, changed it."""

    __tablename__ = "question_former_words"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), index=True)
    text: Mapped[str]
    until: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(forgotten_user())


class Support(Base):
    """That another delegate asks the same."""

    __tablename__ = "question_support"

    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime]


class Split(Base):
    """That one question turned out to be two; undone, the first has its words again."""

    __tablename__ = "question_split"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), index=True)
    child_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), unique=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    words_before_id: Mapped[int] = mapped_column(sa.ForeignKey("question_former_words.id"))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))

    parent: Mapped[Question] = relationship(foreign_keys=[parent_id])
    child: Mapped[Question] = relationship(foreign_keys=[child_id])
    words_before: Mapped[FormerWords] = relationship()
    by: Mapped[User] = relationship(foreign_keys=[by_id])


def reference_of(number: int) -> str:
    return f"HĐ-{number:04d}"
