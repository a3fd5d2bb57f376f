"""Finding questions by words, without marks and case, and by their number."""

import sqlalchemy as sa

from confapp.questions.models import Question
from confapp.vietnamese import fold


def matching(words: str) -> sa.ColumnElement[bool]:
    """Questions that hold every one of the words; nothing typed finds them all."""
    return sa.and_(sa.true(), *(_matches(word) for word in fold(words).split()))


def _matches(word: str) -> sa.ColumnElement[bool]:
    holds = Question.searchable.contains(word, autoescape=True)
    # "HĐ-0012" is folded to "hd-0012".
    number = word.removeprefix("hd").lstrip("-0")
    if number.isascii() and number.isdigit() and len(number) < 6:
        return sa.or_(holds, Question.number == int(number))
    return holds
