"""Trying the suggestions out on a file of questions, one a line."""

from collections.abc import Iterator

from confapp.questions.suggesting.model import OUTSIDE, Model
from confapp.questions.suggesting.syllables import LONGEST
from confapp.questions.suggesting.weighing import Suggestion, suggest

SHOWN = 3


def questions_in(content: bytes) -> list[str]:
    """The lines of the file, whatever ends them; what is not UTF-8 is replaced."""
    text = content.decode("utf-8-sig", errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return [line[: 2 * LONGEST].strip() for line in lines] if text else []


def rows(questions: list[str], *, of: Model) -> Iterator[str]:
    """A row for each question, and a blank one for a blank line, so that the rows stay beside."""
    for question in questions:
        yield row(suggest(question, of=of)) if question else ""


def row(suggestion: Suggestion) -> str:
    """Best domain or `-`, the next ones, and the words that counted, with tabs between them.

    After `-` stand the two that a moderator would look at first.
    """
    ranked = [domain for domain, _score in suggestion.domains]
    shown = ([OUTSIDE, *ranked] if suggestion.is_unsure else ranked)[:SHOWN]
    return "\t".join([*shown, ", ".join(suggestion.words)])
