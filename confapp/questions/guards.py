"""What refuses an act on a question whoever asks for it, with the reason in a sentence."""

from datetime import datetime

from flask_babel import gettext as _

from confapp.errors import Refusal
from confapp.people.models import User
from confapp.questions import acts, stage
from confapp.questions.intake import NAMES, Intake, intake
from confapp.questions.models import Question

SHORTEST_MESSAGE = 15


def enter(question: Question, *states: Intake) -> Intake:
    """Let one act at a time go on, from one of these states; gives the state.

    Raises `Refusal` from any other state, and once an answer is published.
    """
    acts.alone(question)
    if question.published_answer is not None:
        raise Refusal(
            _(
                "The answer to %(number)s is published; only a new version of it can be made.",
                number=question.reference,
            )
        )
    here = intake(question)
    if here not in states:
        raise Refusal(_sentence(question, here))
    return here


def must_be_owned(question: Question) -> None:
    """Raises `Refusal` while the question waits for its asker, and at an end: a draft is a note."""
    here = intake(question)
    if here is not Intake.OWNED:
        raise Refusal(_sentence(question, here))


def leave_the_hall(question: Question, *, by: User, at: datetime) -> None:
    """Take the question off the hall's queue, since it does not go on as it was.

    Raises `Refusal` while it is before everybody.
    """
    if stage.is_live(question):
        raise Refusal(
            _(
                "%(number)s is on the screen now. Please end it there first.",
                number=question.reference,
            )
        )
    stage.take_off(question, by=by, at=at)


def disturb_no_review(question: Question) -> None:
    """Raises `Refusal` while the head reads an answer or has approved it."""
    if question.answer is not None and not question.answer.is_draft:
        raise Refusal(
            _(
                "An answer to %(number)s is with the head or approved. Please take it back first.",
                number=question.reference,
            )
        )


def long_enough(words: str, *, least: int = SHORTEST_MESSAGE) -> str:
    """The words without blank space around them; raises `Refusal` (422) if they say too little."""
    said = words.strip()
    if len(said) < least:
        raise Refusal(_("At least %(letters)s characters, please.", letters=least), status=422)
    return said


def _sentence(question: Question, here: Intake) -> str:
    ending = question.ending
    if ending is not None and ending.target is not None and here is Intake.MERGED:
        return _(
            "%(number)s has been merged into %(other)s.",
            number=question.reference,
            other=ending.target.reference,
        )
    return _(
        "This cannot be done with %(number)s now; its state is: %(state)s.",
        number=question.reference,
        state=str(NAMES[here]),
    )
