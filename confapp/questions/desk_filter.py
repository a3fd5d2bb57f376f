"""What somebody looks for on a desk, as conditions and an order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from confapp.events.models import Domain, Member
from confapp.i18n import local
from confapp.questions import due
from confapp.questions.finding import matching
from confapp.questions.models import Answer, Offer, Ownership, Question
from confapp.questions.states import Place

LATE, SOON = "late", "soon"
BY_DUE, NEWEST, OLDEST = "due", "newest", "oldest"
SORTS = {
    BY_DUE: _l("Due first"),
    OLDEST: _l("Oldest first"),
    NEWEST: _l("Newest first"),
}
DUES = {LATE: _l("Late"), SOON: _l("Due soon")}
# In these places the clock of the answer runs.
RUNNING = (Place.OFFERED, Place.TAKEN, Place.BEING_WRITTEN, Place.IN_REVIEW, Place.APPROVED)


@dataclass(frozen=True)
class Wanted:
    """Words, a domain, who is on it, and due from and until when; nothing said finds everything."""

    words: str = ""
    domain: str = ""
    who: int | None = None
    due: str = ""
    due_from: datetime | None = None
    due_until: datetime | None = None
    sort: str = BY_DUE

    @property
    def is_all(self) -> bool:
        return not (self.words or self.domain or self.who or self.due)

    def in_words(self, domains: Iterable[Domain], people: Iterable[Member]) -> list[str]:
        """What is set, each in the words of its filter."""
        told = [f"“{self.words}”"] if self.words else []
        told += [local(one.name) for one in domains if one.code == self.domain]
        told += [str(DUES[self.due])] if self.due else []
        told += [one.user.full_name for one in people if one.user_id == self.who]
        return told + ([str(SORTS[self.sort])] if self.sort != BY_DUE else [])

    @property
    def arguments(self) -> dict[str, Any]:
        """The same in an address."""
        told = {"q": self.words, "domain": self.domain, "who": self.who, "due": self.due}
        if self.sort != BY_DUE:
            told["sort"] = self.sort
        return {name: value for name, value in told.items() if value}


def due_within(code: str, *, at: datetime) -> dict[str, Any]:
    """The part of `Wanted` that says late or due soon; what is neither asks for nothing."""
    if code == LATE:
        return {"due": LATE, "due_until": at}
    if code == SOON:
        return {"due": SOON, "due_from": at, "due_until": due.soon_until(at)}
    return {}


def conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    """For a statement that joins `Question` and its open `Offer`."""
    asked: list[sa.ColumnElement[bool]] = [matching(wanted.words)]
    if wanted.domain:
        asked.append(Question.domain.has(Domain.code == wanted.domain))
    if wanted.who:
        asked.append(_is_with(wanted.who))
    return asked


def is_due(placed: sa.Subquery, wanted: Wanted) -> sa.ColumnElement[bool]:
    """Whether the answer is due in the span that is wanted; a clock that stands is never late."""
    if not wanted.due:
        return sa.true()
    is_running = placed.c.place.in_([place.value for place in RUNNING])
    bounds: list[sa.ColumnElement[bool]] = [is_running]
    if wanted.due_from is not None:
        bounds.append(placed.c.due_at >= wanted.due_from)
    if wanted.due_until is not None:
        bounds.append(placed.c.due_at < wanted.due_until)
    return sa.and_(*bounds)


def order(placed: sa.Subquery, sort: str) -> list[sa.ColumnElement[Any]]:
    """What is due first on top; what is published has no deadline any more, the newest first."""
    if sort in (NEWEST, OLDEST):
        return [-placed.c.number if sort == NEWEST else placed.c.number]
    is_published = placed.c.place.in_((Place.PUBLISHED.value, Place.RETRACTED.value))
    return [sa.case((is_published, -placed.c.id), else_=0), placed.c.due_at, placed.c.id]


def _is_with(user_id: int) -> sa.ColumnElement[bool]:
    """Whoever took it for the department, or saved its draft last."""
    took = sa.exists().where(Ownership.offer_id == Offer.id, Ownership.by_id == user_id)
    wrote = sa.exists().where(Answer.offer_id == Offer.id, Answer.saved_by_id == user_id)
    return sa.or_(took, wrote)
