"""The outbox as the organisers see it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp import audit
from confapp.database import db
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.mail import delivery, failures, outages
from confapp.mail.models import NOBODYS, Message
from confapp.people import inviting
from confapp.people.models import User
from confapp.vietnamese import fold


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
    if state in delivery.STATES:
        rows = rows.where(delivery.state == state)
    return rows.order_by(Message.id.desc())


def numbers(user: User, event: Event) -> dict[str, int]:
    """How many letters are in each state."""
    letters = visible(user, event).with_only_columns(delivery.state.label("state")).subquery()
    counted = sa.select(letters.c.state, sa.func.count()).group_by(letters.c.state)
    return dict.fromkeys(delivery.STATES, 0) | dict(db.session.execute(counted).all())


def send_again(message: Message, *, by: User, at: datetime) -> None:
    """Let the letter be tried at once, as if for the first time.

    Raises `Refusal` if it was sent and did not come back, or if nobody can have its address.
    """
    if delivery.state_of(message) == delivery.SENT:
        raise Refusal(_("This letter has been sent already."))
    if message.has_no_address:
        raise Refusal(delivery.EXPLAINED[failures.NO_ADDRESS])
    message.begin_anew(at=at)
    outages.try_at_once(at=at)
    audit.record("sent again", f"letter {message.id}", user_id=by.id, event_id=message.event_id)


def send_all_again(user: User, event: Event, *, at: datetime) -> int:
    """The same for every letter that was given up; those that came back stay. Gives how many."""
    given_up = visible(user, event).where(
        Message.given_up_at.is_not(None), ~Message.recipient.endswith(NOBODYS)
    )
    messages = db.session.scalars(given_up.with_for_update()).all()
    for message in messages:
        message.begin_anew(at=at)
    outages.try_at_once(at=at)
    audit.record("sent again", f"{len(messages)} letters", user_id=user.id, event_id=event.id)
    return len(messages)


def note_return(message: Message, note: str, *, by: User, at: datetime) -> None:
    """Note by hand that a sent letter came back; twice is the same as once.

    Raises `Refusal` if it was not sent.
    """
    if message.sent_at is None:
        raise Refusal(_("Only a letter that has been sent can come back."))
    if message.came_back_at is None:
        message.note_return(note, at=at)
        audit.record("came back", f"letter {message.id}", user_id=by.id, event_id=message.event_id)


def parts(text: str, *, base_url: str, hides_sign_in: bool) -> Iterator[Part]:
    """The text with the addresses of our pages as links.

    A sign-in link opens the recipient's account, an invitation's answers for them, and that of an
    approval approves: all are hidden where letters really go out.
    """
    # A full stop after an address ends the sentence and is no part of it.
    ours = re.compile(rf"({re.escape(base_url)}/(?:[^\s<>]*[^\s<>.,;:)])?)")
    secret = re.compile(
        rf"{re.escape(base_url)}(?:{re.escape(inviting.link_path(''))}|/[^/]+/(?:invitation|approval)/)"
    )
    for place, piece in enumerate(ours.split(text)):
        if not place % 2:
            yield Part(piece)
        elif hides_sign_in and (found := secret.match(piece)):
            yield Part(f"{found[0]}…")
        else:
            yield Part(piece, piece)
