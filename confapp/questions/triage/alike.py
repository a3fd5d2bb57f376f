"""Questions that say nearly the same, by the words and pairs of words that they share."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import sqlalchemy as sa

from confapp.database import db
from confapp.questions import states
from confapp.questions.models import Question
from confapp.questions.states import Place
from confapp.vietnamese import fold

MOST_COMPARED = 1_000
MOST_SHOWN = 5
# Below this, what two questions share is only how officials write.
LEAST = 0.18
RUNS = re.compile(r"[^\W_]+")


def alike(question: Question, which: sa.ColumnElement[bool]) -> list[Question]:
    """The questions of the event among these that are most alike, the closest first."""
    others = sa.select(Question.id, Question.searchable).where(
        Question.event_id == question.event_id, Question.id != question.id, which
    )
    rows = db.session.execute(others.order_by(Question.id.desc()).limit(MOST_COMPARED)).all()
    ids = closest(question.text, [(row[0], row[1]) for row in rows])
    found = db.session.scalars(sa.select(Question).where(Question.id.in_(ids))).all()
    return sorted(found, key=lambda one: ids.index(one.id))


def is_open() -> sa.ColumnElement[bool]:
    """On its way still: neither at an end nor with a published answer."""
    return ~states.stands_at(*states.ENDS, Place.PUBLISHED, Place.RETRACTED)


def closest(text: str, others: Sequence[tuple[int, str]]) -> list[int]:
    """The ids of the folded texts that are most alike, the closest first; rare words say most."""
    ours, theirs = _parts(fold(text)), {key: _parts(other) for key, other in others}
    often = Counter(part for parts in theirs.values() for part in parts)
    weights = {part: math.log(2 + len(theirs) / (1 + often[part])) for part in {*ours, *often}}
    scores = {key: _likeness(ours, parts, weights) for key, parts in theirs.items()}
    ranked = sorted(scores, key=lambda key: (-scores[key], key))
    return [key for key in ranked if scores[key] >= LEAST][:MOST_SHOWN]


def _parts(folded: str) -> set[str]:
    words = [word for word in RUNS.findall(folded) if len(word) > 1 and not word.isdigit()]
    return {*words, *(f"{one} {other}" for one, other in pairwise(words))}


def _likeness(ours: set[str], theirs: set[str], weights: dict[str, float]) -> float:
    shared = sum(weights[part] for part in ours & theirs)
    whole = sum(weights[part] for part in ours | theirs)
    return shared / whole if whole else 0.0
