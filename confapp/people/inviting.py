"""The first organiser's link, and invitations to staff."""

from datetime import datetime

import sqlalchemy as sa

from confapp.clock import now
from confapp.database import db
from confapp.people import signing_in
from confapp.people.models import User

FIRST_EMAIL = "organiser@localhost.localdomain"


def first_sign_in_link(*, base_url: str) -> str | None:
    """A one-use address for the first organiser, until an administrator has signed in once."""
    administrators = sa.select(User).filter_by(is_administrator=True).order_by(User.id)
    first = db.session.scalars(administrators).first()
    if first is not None and first.email_proved_at is not None:
        return None
    at = now()
    first = first or account(FIRST_EMAIL, "Ban tổ chức", at=at, is_administrator=True)
    token = signing_in.write_link(first, at=at)
    db.session.commit()
    return base_url + link_path(token)


def account(
    email: str,
    full_name: str,
    *,
    at: datetime,
    is_staff: bool = True,
    is_administrator: bool = False,
) -> User:
    """The account with this address, made if there is none."""
    user = signing_in.user_with(email)
    if user is None:
        user = User(
            email=email, email_key=signing_in.email_key(email), full_name=full_name, created_at=at
        )
        db.session.add(user)
    elif is_staff or is_administrator:
        _end_unproved(user, at=at)
    user.is_staff = user.is_staff or is_staff
    user.is_administrator = user.is_administrator or is_administrator
    db.session.flush()
    return user


def _end_unproved(user: User, *, at: datetime) -> None:
    # Whoever typed the address of a colleague before must not come into the colleague's office.
    if user.email_proved_at is None:
        signing_in.shut_out(user, at=at)


def link_path(token: str) -> str:
    """The path of a sign-in link, the same in a request and outside of one."""
    return f"/sign-in/link/{token}"
