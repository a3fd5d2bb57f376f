"""An act on several questions: it is done with all of them, or with none and a line for each."""

from collections.abc import Callable, Iterable

from flask_babel import gettext as _

from confapp.errors import Refusal
from confapp.questions.models import Question
from confapp.questions.models.question import reference_of

MOST = 100


class NoneDone(Refusal):
    """Nothing was done, since some refused; `reasons` says by number why they did."""

    def __init__(self, reasons: dict[int, str], *, of: int) -> None:
        super().__init__(
            _(
                "Nothing has been done: %(number)s of %(all)s questions refuse.",
                number=len(reasons),
                all=of,
            )
        )
        self.reasons = reasons

    @property
    def lines(self) -> list[str]:
        """Each question that refuses by its number, and why it does."""
        return [_named(reference_of(number), why) for number, why in self.reasons.items()]


def each(questions: Iterable[Question], act: Callable[[Question], None]) -> int:
    """Let the act go on with all of them; gives how many they were.

    Raises `NoneDone`, after which the unit of work has to be given up.
    """
    # In one order, so that two who act on the same questions wait and do not block each other.
    ordered = sorted(questions, key=lambda question: question.id)
    reasons: dict[int, str] = {}
    for question in ordered:
        try:
            act(question)
        except Refusal as refusal:
            reasons[question.number] = str(refusal.sentence)
    if reasons:
        raise NoneDone(reasons, of=len(ordered))
    return len(ordered)


def _named(reference: str, why: str) -> str:
    return why if reference in why else f"{reference}: {why}"
