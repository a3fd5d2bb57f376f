"""The outbox."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from confapp.database import Base

# Some 25 hours: longer than a server counts a day's letters.
LAST_ATTEMPT = 30
# Reserved so that nobody can have such an address (RFC 2606): people who gave none stand under it.
NOBODYS = ".invalid"


class Message(Base):
    """One letter to one recipient."""

    __tablename__ = "mail_message"
    __table_args__ = (
        sa.Index("ix_mail_message_waiting", "next_attempt_at", "sent_at", "given_up_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int | None] = mapped_column(index=True)
    recipient: Mapped[str] = mapped_column(sa.String(254))
    subject: Mapped[str]
    text: Mapped[str]
    # From where to where in the text our own addresses are; they are links in the HTML.
    links: Mapped[list[list[int]]] = mapped_column(sa.JSON, default=list)
    language: Mapped[str] = mapped_column(sa.String(2), default="vi")
    # One of very many: whoever waits for a letter of their own comes before it.
    is_bulk: Mapped[bool] = mapped_column(default=False)
    searchable: Mapped[str]
    message_id: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
    last_error: Mapped[str | None]
    enclosure: Mapped[str | None] = mapped_column(sa.String(80))
    came_back_at: Mapped[datetime | None]
    came_back_note: Mapped[str] = mapped_column(sa.String(300), default="")

    attachments: Mapped[list["Attachment"]] = relationship(
        back_populates="message", cascade="all, delete-orphan"
    )

    @property
    def has_no_address(self) -> bool:
        """Whether it is to somebody who gave none: it is kept, and never sent."""
        return self.recipient.endswith(NOBODYS)

    def mark_sent(self, *, at: datetime) -> None:
        self.sent_at, self.leased_until, self.last_error = at, None, None

    def mark_failed(self, error: str, *, at: datetime, is_final: bool = False) -> None:
        """Try again after 1, 2, 4 … minutes, at most an hour apart, and give up after a day."""
        self.attempts += 1
        self.leased_until, self.last_error = None, error[:500]
        self.next_attempt_at = at + timedelta(minutes=min(60, 2 ** (self.attempts - 1)))
        if is_final or self.attempts >= LAST_ATTEMPT:
            self.given_up_at = at

    def note_return(self, note: str, *, at: datetime) -> None:
        """Say that the letter was sent and came back."""
        self.came_back_at, self.came_back_note = at, note

    def begin_anew(self, *, at: datetime) -> None:
        """Let the letter be tried at once, as if for the first time."""
        self.attempts, self.next_attempt_at, self.last_error = 0, at, None
        self.sent_at = self.given_up_at = self.came_back_at = None
        self.came_back_note = ""


class Attachment(Base):
    """A file that goes with a letter."""

    __tablename__ = "mail_attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(
        sa.ForeignKey("mail_message.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    content_type: Mapped[str]
    content: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary))

    message: Mapped[Message] = relationship(back_populates="attachments")


class Outage(Base):
    """A time in which the mail server took no letter from anybody."""

    __tablename__ = "mail_outage"

    id: Mapped[int] = mapped_column(primary_key=True)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    failures: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]
    last_error: Mapped[str]

    def note(self, error: str, *, at: datetime) -> None:
        """Try again after 1, 2, 4 … minutes, at most five apart, for as long as it takes."""
        self.failures += 1
        self.last_error = error
        self.next_attempt_at = at + timedelta(minutes=min(5, 2 ** (self.failures - 1)))


class OwnWording(Base):
    """A letter in an event's own words, in one language."""

    __tablename__ = "mail_own_wording"
    __table_args__ = (sa.UniqueConstraint("event_id", "letter", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int]
    letter: Mapped[str] = mapped_column(sa.String(40))
    language: Mapped[str] = mapped_column(sa.String(2))
    subject: Mapped[str]
    text: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int]
