"""An event and the bodies that take part in it."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base, Words, words
from confapp.events import keeping
from confapp.people.models import User
from confapp.vietnamese import fold


class Event(Base):
    """A conference; everything else belongs to one."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(sa.String(80), unique=True)
    title: Mapped[Words] = words("title")
    short_title: Mapped[Words] = words("short_title")
    starts_on: Mapped[date]
    place: Mapped[Words] = words("place")
    ministry: Mapped[Words] = words("ministry")
    contact: Mapped[Words] = words("contact")
    background: Mapped[Words] = words("background")
    background_source: Mapped[Words] = words("background_source")
    times_are_tentative: Mapped[bool]
    registration_closes_at: Mapped[datetime]
    questions_close_at: Mapped[datetime]
    certificate: Mapped[dict[str, Any]]
    # A question goes on to its department as soon as it is accepted, where its domain has only one.
    offers_at_once: Mapped[bool] = mapped_column(default=True)
    # The legal reviewer reads every answer before its head, not only those on gaps in the law.
    reads_all_answers: Mapped[bool] = mapped_column(default=False)
    answer_within_hours: Mapped[int] = mapped_column(default=16)
    personal_data_until: Mapped[date] = mapped_column(default=keeping.a_year)
    certificates_until: Mapped[date] = mapped_column(default=keeping.ten_years)

    departments: Mapped[list["Department"]] = relationship(
        back_populates="event", order_by="Department.position"
    )
    domains: Mapped[list["Domain"]] = relationship(
        back_populates="event", order_by="Domain.position"
    )


class Department(Base):
    """A unit of the ministry that answers for one or more domains."""

    __tablename__ = "event_department"
    __table_args__ = (sa.UniqueConstraint("event_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    code: Mapped[str] = mapped_column(sa.String(20))
    position: Mapped[int]
    name: Mapped[Words] = words("name")
    short_name: Mapped[Words] = words("short_name")
    head_title: Mapped[Words] = words("head_title")
    deputy_title: Mapped[Words] = words("deputy_title")

    event: Mapped[Event] = relationship(back_populates="departments")


domain_department = sa.Table(
    "event_domain_department",
    Base.metadata,
    sa.Column("domain_id", sa.ForeignKey("event_domain.id"), primary_key=True),
    sa.Column("department_id", sa.ForeignKey("event_department.id"), primary_key=True),
)


class Domain(Base):
    """A field of the law that questions are sorted by."""

    __tablename__ = "event_domain"
    __table_args__ = (sa.UniqueConstraint("event_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    code: Mapped[str] = mapped_column(sa.String(20))
    position: Mapped[int]
    hue: Mapped[int]
    name: Mapped[Words] = words("name")
    covers: Mapped[Words] = words("covers")

    event: Mapped[Event] = relationship(back_populates="domains")
    departments: Mapped[list[Department]] = relationship(
        secondary=domain_department, order_by=Department.position, lazy="selectin"
    )


class Member(Base):
    """Somebody who acts for a department: its head, a deputy, or an assistant, who never approves.

    A deputy does what an assistant does, and approves while the head has delegated it.
    """

    __tablename__ = "event_member"
    __table_args__ = (
        sa.UniqueConstraint("department_id", "user_id"),
        sa.CheckConstraint("post in ('head', 'deputy', 'assistant')", name="post"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    department_id: Mapped[int] = mapped_column(sa.ForeignKey("event_department.id"))
    user_id: Mapped[int] = mapped_column(
        sa.ForeignKey("people_user.id", ondelete="CASCADE"), index=True
    )
    post: Mapped[str] = mapped_column(sa.String(20))

    department: Mapped[Department] = relationship(lazy="joined", innerjoin=True)
    user: Mapped[User] = relationship()
    deputations: Mapped[list["Deputation"]] = relationship(
        order_by="Deputation.id", cascade="all, delete-orphan", passive_deletes=True
    )


class Deputation(Base):
    """That the head lets a deputy approve from one day to another, both included."""

    __tablename__ = "event_deputation"
    __table_args__ = (sa.CheckConstraint("from_on <= until_on", name="days"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("event_member.id", ondelete="CASCADE"), index=True
    )
    from_on: Mapped[date]
    until_on: Mapped[date]
    given_at: Mapped[datetime]
    given_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    ended_at: Mapped[datetime | None]

    given_by: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class EventRole(Base):
    """A role that somebody holds in one event."""

    __tablename__ = "event_role"
    __table_args__ = (sa.UniqueConstraint("event_id", "user_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    user_id: Mapped[int] = mapped_column(
        sa.ForeignKey("people_user.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[str] = mapped_column(sa.String(20))


class Province(Base):
    """A province or city under central rule, as it is named in a span of time."""

    __tablename__ = "event_province"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(2), unique=True)
    short_name: Mapped[str] = mapped_column(sa.String(40))
    full_name: Mapped[str] = mapped_column(sa.String(60))
    kind: Mapped[str] = mapped_column(sa.String(4))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    aliases: Mapped[str]
    alphabet_key: Mapped[bytes] = mapped_column(sa.LargeBinary)
    tile_column: Mapped[int]
    tile_row: Mapped[int]


class LegalDocument(Base):
    """A legal document that answers may cite."""

    # The tables and columns are named as they were when only decrees could be cited.
    __tablename__ = "event_decree"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "number"),
        sa.CheckConstraint(
            "kind in ('code', 'law', 'ordinance', 'resolution', 'joint_resolution', 'decree', "
            "'decision', 'circular', 'joint_circular')",
            name="kind",
        ),
        sa.CheckConstraint("issued_on <= in_force_from", name="from"),
        sa.CheckConstraint("in_force_from < in_force_until", name="until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    number: Mapped[str] = mapped_column(sa.String(60))
    title: Mapped[Words] = words("title")
    issued_on: Mapped[date]
    in_force_from: Mapped[date]
    # The first day on which it no longer is: "hết hiệu lực kể từ ngày …".
    in_force_until: Mapped[date | None]
    searchable: Mapped[str]

    provisions: Mapped[list["Provision"]] = relationship(
        order_by="Provision.id", cascade="all, delete-orphan"
    )

    def index(self) -> None:
        """Let it be found by what it says now."""
        self.searchable = fold(f"{self.number} {self.title.vi} {self.title.en}")


class Provision(Base):
    """An article of a legal document."""

    __tablename__ = "event_provision"

    id: Mapped[int] = mapped_column(primary_key=True)
    decree_id: Mapped[int] = mapped_column(sa.ForeignKey("event_decree.id"), index=True)
    article: Mapped[str] = mapped_column(sa.String(20))
    subject: Mapped[Words] = words("subject")
