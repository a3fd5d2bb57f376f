"""What its asker does with a question: a refusal leaves on the page what was typed there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from flask_babel import gettext as _

from confapp.errors import Refusal
from confapp.people.models import User
from confapp.questions import acts, clarifying, ending
from confapp.questions.intake import OPEN, Intake, intake
from confapp.questions.models import Question

SUPPLY, REOPEN, WITHDRAW = "supply", "reopen", "withdraw"


class NotDone(Refusal):
    """It was not done; what the asker typed is still on the page."""


def open_acts(question: Question) -> list[str]:
    """What its asker can do with the question in its present state, the most needed first."""
    here = intake(question)
    if question.published_answer is not None:
        return []
    if here is Intake.DECLINED:
        return [] if ending.was_reopened_by_asker(question) else [REOPEN]
    may_leave = here in OPEN and not question.is_owned and question.left_at is None
    asked_back = [SUPPLY] if here is Intake.NEEDS_INFORMATION else []
    return [*asked_back, WITHDRAW] if may_leave else asked_back


def supply(question: Question, *, text: str, by: User, at: datetime) -> None:
    """Give the information that was asked for (A3); raises `NotDone`."""
    with _keeping_what_was_typed():
        clarifying.supply(question, text=text, by=by, at=at)


def reopen(question: Question, *, note: str, by: User, at: datetime) -> None:
    """Let a declined question be looked at once more (A6); raises `NotDone`."""
    with _keeping_what_was_typed():
        ending.reopen(question, note=note, by=by, at=at)


def withdraw(question: Question, *, by: User, at: datetime) -> None:
    """Withdraw it, or step back from it (A9); raises `NotDone`, also the second time."""
    with _keeping_what_was_typed():
        acts.alone(question)
        if question.left_at is not None:
            raise Refusal(_("The question stays for the others, without its asker's name."))
        ending.withdraw(question, by=by, at=at)


@contextmanager
def _keeping_what_was_typed() -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise NotDone(refusal.sentence, status=refusal.status) from None
