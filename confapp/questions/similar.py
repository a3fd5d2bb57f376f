"""Questions that are like a text, marks or none: found by the pairs of syllables they share.

Only questions whose words everybody may read are ever found. What is only similar would otherwise
show an asker the words of others that no moderator has read yet.
"""

import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from threading import Lock
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from confapp import live
from confapp.database import db
from confapp.events.models import Event
from confapp.questions import acts, policy
from confapp.questions.models import Publication, Question
from confapp.questions.suggesting import syllables

MOST = 3
# Of the cosine of two texts: about a third of the words that matter are the same.
LEAST_LIKENESS = 0.2
# What stands in so many questions says little, and would make looking slow.
COMMON, COMMON_SHARE = 50, 0.1
# Units of work end in another order than they begin: look back a little.
LOOK_BACK = timedelta(minutes=2)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Shelf:
    """What a process knows of the public questions of one event, by pairs of syllables."""

    holders: dict[str, list[int]] = field(default_factory=dict)
    lengths: dict[int, float] = field(default_factory=dict)
    version: int = -1
    newest_at: datetime = LONG_AGO
    lock: Lock = field(default_factory=Lock)

    def put(self, question_id: int, text: str) -> None:
        pairs = pairs_of(text)
        self.lengths[question_id] = math.sqrt(len(pairs))
        for pair in pairs:
            self.holders.setdefault(pair, []).append(question_id)

    def closest(self, text: str, *, most: int) -> list[int]:
        """The ids of the questions most like the text, the closest first."""
        pairs = pairs_of(text)
        limit = max(COMMON, COMMON_SHARE * len(self.lengths))
        shared: Counter[int] = Counter()
        for pair in pairs:
            holders = self.holders.get(pair, ())
            if len(holders) <= limit:
                shared.update(holders)
        return [
            question_id
            for question_id, likeness in self._by_likeness(shared, len(pairs))
            if likeness >= LEAST_LIKENESS
        ][:most]

    def _by_likeness(self, shared: Counter[int], length: int) -> list[tuple[int, float]]:
        by_likeness = [
            (one, number / (self.lengths[one] * math.sqrt(length)))
            for one, number in shared.items()
        ]
        return sorted(by_likeness, key=lambda found: (-found[1], found[0]))


SHELVES: WeakKeyDictionary[sa.Engine, dict[int, Shelf]] = WeakKeyDictionary()


def like(text: str, event: Event, *, most: int = MOST) -> list[Question]:
    """Public questions of the event that are like the text, the closest first."""
    # Some of what is known here may not be public any more.
    ids = _shelf(event).closest(text, most=2 * most)
    if not ids:
        return []
    public = sa.select(Question).where(Question.id.in_(ids), policy.is_open_to_all())
    found = {one.id: one for one in db.session.scalars(public)}
    return [found[one] for one in ids if one in found][:most]


def pairs_of(text: str) -> set[str]:
    """The pairs of syllables that follow each other, without marks."""
    plain = [form.plain for form in syllables.forms(text)]
    return {f"{one} {next_one}" for one, next_one in pairwise(plain)}


def _shelf(event: Event) -> Shelf:
    """The event's shelf, with what has been published since it was asked last."""
    shelf = SHELVES.setdefault(db.engine, {}).setdefault(event.id, Shelf())
    version = live.version_of(acts.list_topic(event.id))
    with shelf.lock:
        if version != shelf.version:
            rows = db.session.execute(_published_since(shelf.newest_at - LOOK_BACK, event))
            for question_id, text, at in rows:
                shelf.newest_at = max(shelf.newest_at, at)
                if question_id not in shelf.lengths:
                    shelf.put(question_id, text)
            shelf.version = version
    return shelf


def _published_since(at: datetime, event: Event) -> sa.Select[int, str, datetime]:
    return (
        sa.select(Question.id, Question.text, Publication.at)
        .join(Publication, Publication.question_id == Question.id)
        .where(Question.event_id == event.id, Publication.at >= at)
        .order_by(Publication.at)
    )
