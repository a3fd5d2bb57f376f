"""Registrations, what was consented to, and cancellations."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.agenda.models import AgendaSession
from confapp.database import Base
from confapp.events.models import Department, Event, Province
from confapp.mail.outbox import NOBODYS
from confapp.people.models import LONGEST_NAME, User
from confapp.registration.models.delegations import Invitation
from confapp.registration.models.places import Request, Waiting
from confapp.vietnamese import fold, name_key

IN_PERSON, ONLINE = "in_person", "online"


class Registration(Base):
    """One person's part in one event."""

    __tablename__ = "registration"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "email_key"),
        sa.UniqueConstraint("event_id", "user_id"),
        sa.CheckConstraint("mode in ('in_person', 'online')", name="mode"),
        sa.CheckConstraint("salutation in ('Ông', 'Bà')", name="salutation"),
        # A ticket names this id: a deleted one must never be given out again.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    user_id: Mapped[int] = mapped_column(
        sa.ForeignKey("people_user.id", ondelete="CASCADE"), index=True
    )
    submission_id: Mapped[str] = mapped_column(sa.String(64), unique=True)
    salutation: Mapped[str] = mapped_column(sa.String(4))
    full_name: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    post: Mapped[str] = mapped_column(sa.String(200))
    organisation: Mapped[str] = mapped_column(sa.String(200))
    province_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_province.id"))
    department_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_department.id"))
    email: Mapped[str] = mapped_column(sa.String(254))
    email_key: Mapped[str] = mapped_column(sa.String(254))
    phone: Mapped[str] = mapped_column(sa.String(20))
    mode: Mapped[str] = mapped_column(sa.String(20))
    site: Mapped[str] = mapped_column(sa.String(200))
    diet: Mapped[str] = mapped_column(sa.String(500))
    access_needs: Mapped[str] = mapped_column(sa.String(500))
    language: Mapped[str] = mapped_column(sa.String(2))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    name_key: Mapped[bytes] = mapped_column(sa.LargeBinary)
    searchable: Mapped[str]

    event: Mapped[Event] = relationship()
    user: Mapped[User] = relationship()
    province: Mapped[Province | None] = relationship(lazy="joined")
    department: Mapped[Department | None] = relationship(lazy="joined")
    cancellation: Mapped["Cancellation | None"] = relationship(lazy="joined")
    request: Mapped[Request | None] = relationship(
        lazy="joined", cascade="all, delete-orphan", passive_deletes=True
    )
    waiting: Mapped[Waiting | None] = relationship(
        lazy="joined", cascade="all, delete-orphan", passive_deletes=True
    )
    invitation: Mapped[Invitation | None] = relationship(passive_deletes=True)
    consents: Mapped[list["Consent"]] = relationship(cascade="all, delete-orphan")
    sessions: Mapped[list[AgendaSession]] = relationship(
        secondary="registration_session", order_by=AgendaSession.starts_at
    )

    @property
    def is_cancelled(self) -> bool:
        return self.cancellation is not None

    @property
    def has_email(self) -> bool:
        """Whether letters reach them; whoever stands on a list without an address has none."""
        return not self.email.endswith(NOBODYS)

    @property
    def has_place(self) -> bool:
        """Whether the delegate is expected: neither cancelled, nor undecided, nor waiting."""
        is_granted = self.request is None or self.request.is_granted
        is_seated = self.waiting is None or self.waiting.seat is not None
        return not self.is_cancelled and is_granted and is_seated

    @property
    def reference(self) -> str:
        """What people say at the desk: ĐB-0042."""
        return f"ĐB-{self.id:04d}"

    @property
    def salutation_and_name(self) -> str:
        return f"{self.salutation} {self.full_name}"

    def index(self) -> None:
        """Bring the columns that lists sort and search by up to date."""
        self.name_key = name_key(self.full_name)
        province = self.province.full_name if self.province else ""
        written = (self.full_name, self.post, self.organisation, province, self.email, self.phone)
        self.searchable = fold(" ".join([*written, self.site]))


registration_session = sa.Table(
    "registration_session",
    Base.metadata,
    sa.Column(
        "registration_id", sa.ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("session_id", sa.ForeignKey("agenda_session.id"), primary_key=True),
)


class ProgrammeNotice(Base):
    """That somebody has been written to of a version of the programme."""

    __tablename__ = "registration_programme_notice"

    version_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_version.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        sa.ForeignKey("people_user.id", ondelete="CASCADE"), primary_key=True
    )


class Cancellation(Base):
    """That somebody will not come after all."""

    __tablename__ = "registration_cancellation"

    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))


class Consent(Base):
    """That a person agreed to a purpose, in which words, and when."""

    __tablename__ = "registration_consent"
    __table_args__ = (sa.UniqueConstraint("registration_id", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[str] = mapped_column(sa.String(40))
    text_version: Mapped[str] = mapped_column(sa.String(20))
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
