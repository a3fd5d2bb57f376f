"""The words of a question: how long they may be, and that none of them is lost."""

from datetime import datetime

from flask_babel import gettext as _

from confapp.errors import Refusal
from confapp.people.models import User
from confapp.questions.models import FormerWords, Question
from confapp.vietnamese import fold, nfc

SHORTEST, LONGEST = 15, 1500


def fitting(text: str) -> str:
    """The words in NFC; raises `Refusal` (422) unless they have 15 to 1,500 characters."""
    words = nfc(text).strip()
    if not SHORTEST <= len(words) <= LONGEST:
        raise Refusal(
            _(
                "A question has between %(least)s and %(most)s characters.",
                least=SHORTEST,
                most=LONGEST,
            ),
            status=422,
        )
    return words


def change(question: Question, *, text: str, by: User, at: datetime) -> FormerWords:
    """Give the question other words; those until now are kept, and returned."""
    words = fitting(text)
    former = FormerWords(text=question.text, until=at, changed_by_id=by.id)
    question.former_words.append(former)
    say(question, words)
    return former


def say(question: Question, words: str) -> None:
    """Set the words, and what a search finds them by."""
    question.text = words
    question.searchable = fold(f"{question.reference} {words}")
