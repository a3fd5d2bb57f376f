"""Signing in by password or by a one-use link, and out again."""

import hashlib
import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp import audit
from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.people import passwords
from confapp.people.models import FailedSignIn, SignIn, SignInLink, User

LINK_LIVES = timedelta(hours=1)
FAILURES_ALLOWED = 5
FAILURES_FROM_EVERYWHERE = 50
FAILURES_COUNT_FOR = timedelta(minutes=15)


def email_key(email: str) -> str:
    """The form in which two spellings of one address are equal."""
    return email.strip().casefold()


def user_with(email: str) -> User | None:
    return db.session.scalars(sa.select(User).filter_by(email_key=email_key(email))).one_or_none()


def by_password(email: str, password: str, *, address: str, at: datetime) -> User | None:
    """The user, if it is their password; raises `Refusal` (429) after too many wrong ones.

    `address` is where the request comes from: strangers elsewhere must not lock anybody out.
    """
    key = email_key(email)[:254]
    # Each try counts as a failure until it succeeds, so that guesses sent at once count too;
    # it is committed first, because hashing takes 41 ms and must not hold the database.
    _count_try(key, address, at=at)
    db.session.commit()
    user = user_with(email)
    password_hash = user.password_hash if user else None
    db.session.commit()
    if not passwords.matches(password_hash, password):
        audit.record("wrong password", "account", user_id=user.id if user else None)
        return None
    db.session.execute(sa.delete(FailedSignIn).where(FailedSignIn.email_key == key))
    return user


def _count_try(key: str, address: str, *, at: datetime) -> None:
    hold(f"sign-in {key}")
    db.session.execute(sa.delete(FailedSignIn).where(FailedSignIn.at < at - FAILURES_COUNT_FOR))
    failures = sa.select(sa.func.count()).where(FailedSignIn.email_key == key)
    from_here = db.session.scalar(failures.where(FailedSignIn.address == address)) or 0
    from_everywhere = db.session.scalar(failures) or 0
    if from_here >= FAILURES_ALLOWED or from_everywhere >= FAILURES_FROM_EVERYWHERE:
        raise Refusal(
            _("Too many wrong passwords. Please wait 15 minutes, or ask for a sign-in link."),
            status=429,
        )
    db.session.add(FailedSignIn(email_key=key, address=address, at=at))


def start(user: User, *, at: datetime) -> tuple[SignIn, str]:
    """A new session for the user, and the token that goes into the cookie."""
    token = secrets.token_urlsafe(32)
    sign_in = SignIn(user=user, token_hash=hash_of(token), started_at=at, seen_at=at)
    db.session.add(sign_in)
    audit.record("sign-in", f"user {user.id}", user_id=user.id)
    return sign_in, token


def end(sign_in: SignIn, *, at: datetime) -> None:
    sign_in.ended_at = at
    audit.record("sign-out", f"user {sign_in.user_id}", user_id=sign_in.user_id)


def end_all(user: User, *, at: datetime) -> None:
    """Sign the user out everywhere."""
    going_on = sa.update(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
    db.session.execute(going_on.values(ended_at=at))


def shut_out(user: User, *, at: datetime) -> None:
    """Whoever typed this address before its owner came must not get in any more."""
    user.password_hash = None
    end_all(user, at=at)


def write_link(user: User, *, at: datetime) -> str:
    """A new one-use link's token; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignInLink(user=user, token_hash=hash_of(token), expires_at=at + LINK_LIVES, used_at=None)
    )
    return token


def use_link(token: str, *, at: datetime) -> User:
    """The user whose link it is; raises `Refusal` (410) if it was used, is too old, or unknown."""
    # One statement decides, so that of two clicks at once only one wins.
    used = sa.update(SignInLink).where(*_is_alive(token, at=at))
    user_id = db.session.scalar(used.values(used_at=at).returning(SignInLink.user_id))
    if user_id is None:
        raise _dead_link()
    user = db.session.get_one(User, user_id)
    _prove_email(user, at=at)
    return user


def refuse_dead_link(token: str, *, at: datetime) -> None:
    if db.session.scalar(sa.select(SignInLink.id).where(*_is_alive(token, at=at))) is None:
        raise _dead_link()


def _is_alive(token: str, *, at: datetime) -> list[sa.ColumnElement[bool]]:
    return [
        SignInLink.token_hash == hash_of(token),
        SignInLink.used_at.is_(None),
        SignInLink.expires_at > at,
    ]


def _dead_link() -> Refusal:
    return Refusal(
        _("This link has been used or has expired. Please ask for a new one."), status=410
    )


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _prove_email(user: User, *, at: datetime) -> None:
    if user.email_proved_at is None:
        user.email_proved_at = at
        shut_out(user, at=at)
