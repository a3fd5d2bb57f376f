"""Whether a letter has reached its reader, and what an organiser may do about it."""

import re

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from confapp.mail import failures
from confapp.mail.models import Message

WAITING, SENT, DEAD = "waiting", "sent", "dead"
STATES = {WAITING: _l("Waiting to be sent"), SENT: _l("Sent"), DEAD: _l("Not delivered")}
state = sa.case(
    (sa.or_(Message.given_up_at.is_not(None), Message.came_back_at.is_not(None)), DEAD),
    (Message.sent_at.is_not(None), SENT),
    else_=WAITING,
)

# What is noted beside a letter begins like one of these; the first that fits is said.
EXPLAINED: dict[str, LazyString] = {
    failures.NO_ADDRESS: _l("No e-mail address was given for this person."),
    failures.NO_ANSWER: _l("The mail server did not answer in time."),
    failures.BROKEN_OFF: _l("The connection broke off before the server said that it has it."),
    failures.LOGIN_REFUSED: _l("The mail server refuses the program's name or password."),
    failures.SENDER_REFUSED: _l("The mail server does not let the program send."),
    failures.UNREACHABLE: _l("The mail server cannot be reached."),
    r"5\d\d 5\.1\.|55[013]": _l(
        "The address does not exist or takes no letters. Please ask the delegate for another one."
    ),
    r"(4|5)\d\d \d\.2\.2|552": _l("The mailbox is full, or the letter is too large for it."),
    r"5\d\d": _l(
        "The recipient's server refuses the letter. Please ask who looks after the mail server."
    ),
    "421": _l("The mail server takes no letters at present."),
    r"4\d\d": _l("The recipient's server asks to try again later."),
}

TONES = {WAITING: "waiting", SENT: "done", DEAD: "stopped"}


def state_of(message: Message) -> str:
    if message.given_up_at is not None or message.came_back_at is not None:
        return DEAD
    return SENT if message.sent_at is not None else WAITING


def label_of(message: Message) -> str:
    return str(STATES[state_of(message)])


def tone_of(message: Message) -> str:
    return TONES[state_of(message)]


def explained(note: str | None) -> str:
    """The short note of a failure as a sentence for an organiser; empty if there is none."""
    found = (sentence for start, sentence in EXPLAINED.items() if re.match(start, note or ""))
    return str(next(found, ""))
