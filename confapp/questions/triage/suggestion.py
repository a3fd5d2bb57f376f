"""What is suggested for a question that waits: the domain of its words, and a department."""

from dataclasses import dataclass

from confapp.events.models import Department
from confapp.questions.models import Question
from confapp.questions.suggesting import advising
from confapp.questions.suggesting.advising import Advice
from confapp.questions.triage.waiting import named_department


@dataclass(frozen=True)
class Suggested:
    """`advice` is about the words; the department counts what is known about the question too."""

    advice: Advice
    department: Department | None


def suggested(question: Question) -> Suggested:
    """Whom a department named goes first, then the only department of the chosen domain."""
    advisor = advising.advisor(question.event)
    advice = advisor.on(question.text)
    if question.acceptance is None:
        return Suggested(advice, advice.department if advice.is_sure else None)
    named = named_department(question)
    return Suggested(advice, named or advisor.on_waiting(question).department)
