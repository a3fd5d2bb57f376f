"""An act on several questions: it is done with all of them, or with none and a line for each."""

from collections.abc import Callable, Iterable

from flask_babel import gettext as _

from confapp.errors import Refusal
from confapp.questions.models import Question

MOST = 100


class NoneDone(Refusal):
    """Nothing was done, since some refused; `reasons` says by number why they did."""

    def __init__(self, reasons: dict[int, str]) -> None:
        super().__init__(
            _("Nothing has been done: it is not possible with every question. See each below.")
        )
        self.reasons = reasons


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
        raise NoneDone(reasons)
    return len(ordered)
