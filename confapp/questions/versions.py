"""Published versions of an answer, and what each changed."""

from dataclasses import dataclass

from confapp.questions import citing, comparing
from confapp.questions.comparing import Part
from confapp.questions.markdown import plain
from confapp.questions.models import Answer, Question


@dataclass(frozen=True)
class Changes:
    """What a version changed of the one before it, and why."""

    reason: str
    text: tuple[Part, ...]
    basis: tuple[Part, ...]


def published(question: Question) -> list[Answer]:
    """All published texts, the first version first."""
    return [one for one in question.answers if one.publication is not None]


def of_number(question: Question, version: int) -> Answer | None:
    return next((one for one in question.answers if is_version(one, version)), None)


def is_version(answer: Answer, version: int) -> bool:
    return answer.publication is not None and answer.publication.version == version


def changes(question: Question, version: int) -> Changes | None:
    """How this version differs from the one before; nothing for the first and where one is closed.

    A retracted text is not shown, so neither is what differs from it.
    """
    pair = [a for a in published(question) if is_version(a, version) or is_version(a, version - 1)]
    if len(pair) < 2 or any(is_retracted(one) for one in pair):
        return None
    return _between(*pair)


def proposed(answer: Answer) -> Changes | None:
    """What a correction changes of the text that everybody reads now; nothing for a first text."""
    newest = answer.question.open_answer
    if newest is None or answer.publication is not None or answer.correction is None:
        return None
    return _between(newest, answer)


def is_retracted(answer: Answer) -> bool:
    return answer.publication is not None and answer.publication.retraction is not None


def _between(before: Answer, after: Answer) -> Changes:
    return Changes(
        reason=after.correction or "",
        text=comparing.differences(plain(before.text), plain(after.text)),
        basis=comparing.differences(_basis(before), _basis(after))
        if _basis(before) != _basis(after)
        else (),
    )


def _basis(answer: Answer) -> str:
    return "\n".join(citing.provision(one) for one in answer.citations)
