"""An account's own password: set, changed or taken away, soon after signing in."""

from datetime import datetime, timedelta

from flask_babel import gettext as _

from confapp import audit
from confapp.errors import Refusal
from confapp.people import passwords, signing_in
from confapp.people.models import SignIn

# A browser that was left open must not become the way in for good.
SOON = timedelta(minutes=15)


def may_change(sign_in: SignIn, *, at: datetime) -> bool:
    user = sign_in.user
    is_proved = user.email_proved_at is not None
    return is_proved and not user.is_sample and at - sign_in.started_at <= SOON


def change(sign_in: SignIn, password: str | None, *, at: datetime) -> None:
    """Keep this password, or none: then only links by mail sign in; ends all other sessions.

    Raises `Refusal` when signing in was too long ago, and for sample accounts.
    """
    if not may_change(sign_in, at=at):
        raise Refusal(_("Please sign in anew first: a password is changed soon after that."))
    user = sign_in.user
    user.password_hash = passwords.hashed(password) if password else None
    signing_in.end_all(user, at=at)
    act = "set password" if password else "remove password"
    audit.record(act, f"user {user.id}", user_id=user.id)
