"""The outbox as the organisers see it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp import audit
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.mail.models import Message
from confapp.people import inviting
from confapp.people.models import User
from confapp.vietnamese import fold

WAITING, FAILED, SENT = "waiting", "failed", "sent"
STATES = {WAITING: _l("Waiting to be sent"), FAILED: _l("Sending failed"), SENT: _l("Sent")}
reached = sa.case(
    (Message.sent_at.is_not(None), SENT),
    (sa.or_(Message.given_up_at.is_not(None), Message.attempts > 0), FAILED),
    else_=WAITING,
)


@dataclass(frozen=True)
class Part:
    """A piece of a letter's text; with an address it is a link to a page of ours."""

    text: str
    href: str = ""


def visible(user: User, event: Event) -> sa.Select[Message]:
    """Letters about this event; those about signing in are of no event and for administrators."""
    may_be_seen = Message.event_id == event.id
    if user.is_administrator:
        may_be_seen = sa.or_(may_be_seen, Message.event_id.is_(None))
    return sa.select(Message).where(may_be_seen)


def listed(user: User, event: Event, *, words: str = "", state: str = "") -> sa.Select[Message]:
    """The newest first, searched by recipient and subject without marks and case."""
    rows = visible(user, event)
    for word in fold(words).split():
        rows = rows.where(Message.searchable.contains(word, autoescape=True))
    if state in STATES:
        rows = rows.where(reached == state)
    return rows.order_by(Message.id.desc())


def number_by_state(user: User, event: Event) -> sa.Select[str, int]:
    letters = visible(user, event).with_only_columns(reached.label("state")).subquery()
    return sa.select(letters.c.state, sa.func.count()).group_by(letters.c.state)


def state_of(message: Message) -> str:
    if message.sent_at is not None:
        return SENT
    return FAILED if message.given_up_at is not None or message.attempts else WAITING


def send_again(message: Message, *, by: User, at: datetime) -> None:
    """Let the letter be tried at once, as if for the first time; raises `Refusal` if it is sent."""
    if message.sent_at is not None:
        raise Refusal(_("This letter has been sent already."))
    message.attempts, message.given_up_at, message.next_attempt_at = 0, None, at
    audit.record("sent again", f"letter {message.id}", user_id=by.id, event_id=message.event_id)


def parts(text: str, *, base_url: str, hides_sign_in: bool) -> Iterator[Part]:
    """The text with the addresses of our pages as links.

    A sign-in link opens the recipient's account: it is hidden where letters really go out.
    """
    # A full stop after an address ends the sentence and is no part of it.
    ours = re.compile(rf"({re.escape(base_url)}/(?:[^\s<>]*[^\s<>.,;:)])?)")
    secret = base_url + inviting.link_path("")
    for place, piece in enumerate(ours.split(text)):
        if not place % 2:
            yield Part(piece)
        elif hides_sign_in and piece.startswith(secret):
            yield Part(f"{secret}…")
        else:
            yield Part(piece, piece)
