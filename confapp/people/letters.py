"""Letters about signing in."""

import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import current_app
from flask_babel import gettext as _

from confapp import audit
from confapp.database import db
from confapp.mail import outbox
from confapp.mail.links import Link
from confapp.mail.writing import written
from confapp.people import inviting, signing_in
from confapp.people.models import SignInLink, User

LINKS_AN_HOUR = 5


def send_sign_in_link(email: str, *, at: datetime) -> None:
    """Write to whom the address belongs to; for an unknown one nothing is written or said."""
    user = signing_in.user_with(email)
    if user is not None:
        write_with_link(user, "people/letters/sign_in_link.txt", _("Sign-in link"), at=at)


def write_with_link(
    user: User,
    template: str,
    subject: str,
    *,
    at: datetime,
    event_id: int | None = None,
    **words: Any,
) -> None:
    """The letter of this template, with a one-use link."""

    def compose(link: Link) -> tuple[str, str]:
        return subject, written(template, user=user, link=link, **words)

    write_signing_in(user, compose, at=at, event_id=event_id)


def write_signing_in(
    user: User,
    compose: Callable[[Link], tuple[str, str]],
    *,
    at: datetime,
    event_id: int | None = None,
    enclosure: str | None = None,
) -> None:
    """A letter with a one-use link, unless the address has been sent enough of them this hour."""
    if _has_many_links(user, at=at):
        return
    base_url: str = current_app.config["SETTINGS"].base_url
    link = Link(base_url + inviting.link_path(signing_in.write_link(user, at=at)))
    subject, text = compose(link)
    outbox.write(user.email, subject, text, at=at, event_id=event_id, enclosure=enclosure)
    audit.record("send sign-in link", f"user {user.id}", user_id=None, event_id=event_id)


def plain_name(name: str) -> str:
    """The name as a letter may say it: nothing in it that a mail program would make a link of."""
    is_name = all(c.isalpha() or c in " '’-" for c in unicodedata.normalize("NFC", name))
    return name if is_name else _("delegate")


def _has_many_links(user: User, *, at: datetime) -> bool:
    recent = sa.select(sa.func.count()).where(
        SignInLink.user_id == user.id,
        SignInLink.expires_at > at + signing_in.LINK_LIVES - timedelta(hours=1),
    )
    return (db.session.scalar(recent) or 0) >= LINKS_AN_HOUR
