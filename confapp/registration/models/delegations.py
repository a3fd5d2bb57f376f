"""Delegations: who sends one, who came in whose stead, and who was asked to come."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base
from confapp.events.models import Department, Event, Province
from confapp.people.models import User


class FocalPoint(Base):
    """Who registers and replaces the delegates of a province, or of a unit of the ministry."""

    __tablename__ = "registration_focal_point"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "user_id"),
        sa.CheckConstraint("(province_id is null) <> (department_id is null)", name="of_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    user_id: Mapped[int] = mapped_column(
        sa.ForeignKey("people_user.id", ondelete="CASCADE"), index=True
    )
    province_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_province.id"))
    department_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_department.id"))
    named_at: Mapped[datetime]
    named_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("people_user.id", ondelete="SET NULL")
    )

    event: Mapped[Event] = relationship()
    user: Mapped[User] = relationship(foreign_keys=user_id, lazy="joined", innerjoin=True)
    province: Mapped[Province | None] = relationship(lazy="joined")
    department: Mapped[Department | None] = relationship(lazy="joined")


class Replacement(Base):
    """That one delegate comes in the stead of another, who will not come."""

    __tablename__ = "registration_replacement"

    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    by_registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), unique=True
    )
    at: Mapped[datetime]


class Invitation(Base):
    """That somebody whom others have registered was asked to say whether they come."""

    __tablename__ = "registration_invitation"

    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]

    answer: Mapped["InvitationAnswer | None"] = relationship(lazy="joined")
    reminders: Mapped[list["InvitationReminder"]] = relationship(order_by="InvitationReminder.at")


class InvitationReminder(Base):
    """That somebody who had not answered was asked again."""

    __tablename__ = "registration_invitation_reminder"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_invitation.registration_id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]


class InvitationAnswer(Base):
    """What they said; an invitation is answered once."""

    __tablename__ = "registration_invitation_answer"

    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_invitation.registration_id", ondelete="CASCADE"),
        primary_key=True,
    )
    at: Mapped[datetime]
    is_accepted: Mapped[bool]
    reason: Mapped[str]
