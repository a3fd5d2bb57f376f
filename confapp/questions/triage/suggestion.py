"""What is suggested for a question that waits: the domain of its words, and a department."""

from dataclasses import dataclass

from confapp.events.models import Department, Domain
from confapp.questions.intake import returns_of
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
    """Whom a department named goes first, then one of the chosen domain that did not return it."""
    advisor = advising.advisor(question.event)
    advice = advisor.on(question.text)
    if question.acceptance is None:
        return Suggested(advice, advice.department if advice.is_sure else None)
    department = named_department(question) or advisor.on_waiting(question).department
    return Suggested(advice, None if department in _gave_back(question) else department)


def choices(question: Question, suggested: Suggested) -> list[Department]:
    """The departments of which one is to be chosen by hand, the suggested one first.

    None while accepting in a domain is enough. Whoever gave the question back is not among them.
    """
    domain = _domain_to_choose_in(question, suggested.advice)
    if domain is None:
        return []
    gave_back = _gave_back(question)
    first = [suggested.department] if suggested.department else []
    return [one for one in dict.fromkeys([*first, *domain.departments]) if one not in gave_back]


def _gave_back(question: Question) -> set[Department]:
    return {one.department for one in returns_of(question)}


def _domain_to_choose_in(question: Question, advice: Advice) -> Domain | None:
    if question.acceptance is not None:
        return question.domain
    is_shared = len(advice.domain.departments) > 1
    return advice.domain if advice.is_sure and is_shared else None
