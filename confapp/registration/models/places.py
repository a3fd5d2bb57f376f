"""Places: how many there are, and the rows that say who must still wait for one.

A registration without any of these rows has its place.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base


class PlaceRules(Base):
    """How many places an event has, and how they are given; without a number there is no limit."""

    __tablename__ = "registration_place_rules"
    __table_args__ = (
        sa.CheckConstraint("in_person >= 0 and online >= 0", name="not_negative"),
        sa.CheckConstraint("hours_to_confirm > 0", name="hours_to_confirm"),
    )

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), primary_key=True)
    in_person: Mapped[int | None]
    online: Mapped[int | None]
    needs_approval: Mapped[bool]
    hours_to_confirm: Mapped[int]


class Quota(Base):
    """How many may come in person from a province, or from a unit of the ministry."""

    __tablename__ = "registration_quota"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "province_id"),
        sa.UniqueConstraint("event_id", "department_id"),
        sa.CheckConstraint("most >= 0", name="not_negative"),
        sa.CheckConstraint("(province_id is null) <> (department_id is null)", name="of_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    province_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_province.id"))
    department_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_department.id"))
    most: Mapped[int]


class Closure(Base):
    """That registration was closed before its deadline, until it was opened again."""

    __tablename__ = "registration_closure"
    __table_args__ = (
        sa.Index(
            "uq_registration_closure_going_on",
            "event_id",
            unique=True,
            sqlite_where=sa.text("ended_at is null"),
            postgresql_where=sa.text("ended_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))


class Request(Base):
    """That the organisers must approve of a registration."""

    __tablename__ = "registration_request"

    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]

    decision: Mapped["Decision | None"] = relationship(
        lazy="joined", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def is_granted(self) -> bool:
        return self.decision is not None and self.decision.is_approved


class Decision(Base):
    """What the organisers said to a request."""

    __tablename__ = "registration_decision"

    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_request.registration_id", ondelete="CASCADE"),
        primary_key=True,
    )
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    is_approved: Mapped[bool]
    reason: Mapped[str]


class Waiting(Base):
    """That there was no place; the order of these rows is the order of the waiting list."""

    __tablename__ = "registration_waiting"
    # A number that was given out once must never be the last in line again.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), unique=True
    )
    since: Mapped[datetime]

    offer: Mapped["PlaceOffer | None"] = relationship(
        lazy="joined", cascade="all, delete-orphan", passive_deletes=True
    )
    seat: Mapped["Seat | None"] = relationship(
        lazy="joined", cascade="all, delete-orphan", passive_deletes=True
    )


class PlaceOffer(Base):
    """That a place has become free for somebody, and until when it is kept."""

    __tablename__ = "registration_place_offer"

    waiting_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_waiting.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]
    expires_at: Mapped[datetime]


class Seat(Base):
    """That somebody who waited has taken the place."""

    __tablename__ = "registration_seat"

    waiting_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_waiting.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))
