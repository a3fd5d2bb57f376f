"""What acts on a question ask of the hall, which comes later and answers here."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from confapp.people.models import User
from confapp.questions.models import Question


class WayOff(Protocol):
    def __call__(self, question: Question, *, by: User, at: datetime) -> None: ...


_is_live: list[Callable[[Question], bool]] = []
_ways_off: list[WayOff] = []


def says_if_live(rule: Callable[[Question], bool]) -> Callable[[Question], bool]:
    """Let this rule of the hall say whether a question is before everybody now."""
    _is_live.append(rule)
    return rule


def takes_off_queue(act: WayOff) -> WayOff:
    """Let the hall take a question off its queue by this act."""
    _ways_off.append(act)
    return act


def is_live(question: Question) -> bool:
    return any(rule(question) for rule in _is_live)


def take_off(question: Question, *, by: User, at: datetime) -> None:
    """Take the question off the queue, if it waits there."""
    for way in _ways_off:
        way(question, by=by, at=at)
