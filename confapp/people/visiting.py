"""Who is visiting: Flask-Login's user is the session in our table, found by the cookie's token."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import Flask, session
from flask_login import LoginManager, current_user, login_user, logout_user

from confapp.clock import now
from confapp.database import db, unit_of_work
from confapp.one_writer import is_reading
from confapp.people import signing_in
from confapp.people.models import SignIn, User

SEEN_EVERY = timedelta(minutes=1)
TOKEN = "token"  # noqa: S105 – the name in the cookie
BY_TOKEN = sa.select(SignIn).where(SignIn.token_hash == sa.bindparam("token_hash"))

login_manager = LoginManager()


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.session_protection = None


def visitor() -> User:
    """The signed-in user of this request; only behind a door that asks for one."""
    user = visitor_or_none()
    if user is None:
        raise RuntimeError("this page is public: it may not have a visitor")
    return user


def this_sign_in() -> SignIn:
    """The session of this browser; only behind a door that asks for one."""
    sign_in: SignIn = current_user._get_current_object()
    return sign_in


def visitor_or_none() -> User | None:
    return current_user.user if current_user.is_authenticated else None


def welcome(user: User, *, at: datetime) -> None:
    """Sign the user in on this browser; the caller commits."""
    sign_in, token = signing_in.start(user, at=at)
    kept = {key: session[key] for key in ("wanted",) if key in session}
    session.clear()
    session.update(kept, **{TOKEN: token})
    db.session.flush()
    login_user(sign_in)


def farewell(*, at: datetime) -> None:
    """End this browser's session; the caller commits."""
    if current_user.is_authenticated:
        signing_in.end(current_user, at=at)
    logout_user()
    session.clear()


def vanish() -> None:
    """Take the session off this browser without a word in the log: its account is gone."""
    logout_user()
    session.clear()


@login_manager.user_loader  # type: ignore[untyped-decorator]
def _find_sign_in(_id: str) -> SignIn | None:
    at = now()
    token_hash = signing_in.hash_of(session.get(TOKEN, ""))
    found = db.session.scalars(BY_TOKEN, {"token_hash": token_hash}).one_or_none()
    if found is None or found.is_over(at=at):
        return None
    if at - found.seen_at > SEEN_EVERY:
        _note_seen(found, at)
    return found


def _note_seen(sign_in: SignIn, at: datetime) -> None:
    # What writes holds SQLite's lock already and would wait for itself on a second connection.
    if not is_reading():
        sign_in.seen_at = at
        return
    with unit_of_work() as work:
        work.execute(sa.update(SignIn).where(SignIn.id == sign_in.id).values(seen_at=at))
