"""Letters about signing in."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import current_app, render_template
from flask_babel import gettext as _

from confapp.database import db
from confapp.mail import outbox
from confapp.people import inviting, signing_in
from confapp.people.models import SignInLink, User

LINKS_AN_HOUR = 5


def send_sign_in_link(email: str, *, at: datetime) -> None:
    """Write to whom the address belongs to; for an unknown one nothing is written or said."""
    user = signing_in.user_with(email)
    if user is None or _has_many_links(user, at=at):
        return
    outbox.write(
        user.email,
        _("Sign-in link"),
        render_template("people/letters/sign_in_link.txt", user=user, link=link_for(user, at=at)),
        at=at,
    )


def link_for(user: User, *, at: datetime) -> str:
    """A full one-use address for a letter, on the configured host."""
    base_url: str = current_app.config["SETTINGS"].base_url
    return base_url + inviting.link_path(signing_in.write_link(user, at=at))


def _has_many_links(user: User, *, at: datetime) -> bool:
    recent = sa.select(sa.func.count()).where(
        SignInLink.user_id == user.id,
        SignInLink.expires_at > at + signing_in.LINK_LIVES - timedelta(hours=1),
    )
    return (db.session.scalar(recent) or 0) >= LINKS_AN_HOUR
