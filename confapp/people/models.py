"""Accounts, their sessions, and one-use links."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_login import UserMixin
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base

IDLE_STAFF = timedelta(minutes=30)
LONGEST_STAFF = timedelta(hours=12)
LONGEST_DELEGATE = timedelta(days=7)
# In characters: a letter may carry more marks than any language has.
LONGEST_NAME = 400


class User(Base):
    """Somebody who can sign in."""

    __tablename__ = "people_user"
    # The log names this id: that of a deleted account must never be given out again.
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(254))
    email_key: Mapped[str] = mapped_column(sa.String(254), unique=True)
    full_name: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    password_hash: Mapped[str | None]
    is_administrator: Mapped[bool] = mapped_column(default=False)
    is_staff: Mapped[bool] = mapped_column(default=False)
    is_sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    email_proved_at: Mapped[datetime | None]


class SignIn(Base, UserMixin):
    """A visitor's session, from signing in to signing out; only the token's hash is kept."""

    __tablename__ = "people_sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(
        sa.ForeignKey("people_user.id", ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(unique=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)

    def is_over(self, *, at: datetime) -> bool:
        if self.ended_at is not None:
            return True
        if self.user.is_staff or self.user.is_administrator:
            return at - self.seen_at > IDLE_STAFF or at - self.started_at > LONGEST_STAFF
        return at - self.started_at > LONGEST_DELEGATE


class SignInLink(Base):
    """A link by mail that signs in once."""

    __tablename__ = "people_sign_in_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(
        sa.ForeignKey("people_user.id", ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class FailedSignIn(Base):
    """A wrong password, counted by the e-mail that was typed, known or not, and by where from."""

    __tablename__ = "people_failed_sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    email_key: Mapped[str] = mapped_column(sa.String(254), index=True)
    address: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime]
