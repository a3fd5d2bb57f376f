"""Advice on where a question of an event belongs, which learns from what departments took."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from confapp import live
from confapp.database import db
from confapp.events.models import Department, Domain, Event
from confapp.questions import acts
from confapp.questions.models import Offer, Ownership, Question
from confapp.questions.suggesting import model
from confapp.questions.suggesting.model import Model
from confapp.questions.suggesting.weighing import suggest

# What a process learns at most when it starts; later it reads only what is new.
MOST_AT_ONCE = 2_000
# Units of work end in another order than they begin: look back a little.
LOOK_BACK = timedelta(minutes=2)
# Between two departments of a domain, a question that names both is nobody's yet.
LEAST_LEAD = 0.5
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Learner:
    """What a process knows about the questions of one event."""

    domains: Model = field(default_factory=lambda: model.of_domains().apart())
    departments: Model = field(default_factory=lambda: model.of_departments().apart())
    version: int = -1
    newest_at: datetime = LONG_AGO
    learned: set[int] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True)
class Advice:
    """Where a question may belong, and the words of it that counted; a person decides."""

    domain: Domain
    department: Department | None
    words: list[str]
    is_sure: bool
    score: float | None = None


class Advisor:
    """Advises on questions of one event, with what was learned until now."""

    def __init__(self, event: Event, learner: Learner) -> None:
        self.event = event
        self._learner = learner

    def on(self, text: str) -> Advice:
        """Which domain and department a text may be about."""
        found = suggest(text, of=self._learner.domains)
        known = {domain.code: domain for domain in self.event.domains}
        ranked = [known[code] for code, _score in found.domains if code in known]
        domain = ranked[0] if ranked else self.event.domains[-1]
        department, _words = self._within(domain, text)
        return Advice(
            domain,
            department,
            found.words,
            is_sure=found.domain == domain.code,
            score=dict(found.domains).get(domain.code),
        )

    def on_waiting(self, question: Question) -> Advice:
        """Which department may be accountable; that of a domain with several was not chosen yet."""
        if len(question.domain.departments) == 1:
            return self.on(question.text)
        department, words = self._within(question.domain, question.text)
        return Advice(question.domain, department, words, is_sure=department is not None)

    def _within(self, domain: Domain, text: str) -> tuple[Department | None, list[str]]:
        if len(domain.departments) == 1:
            return domain.departments[0], []
        found = suggest(text, of=self._learner.departments)
        named = {department.code: department for department in domain.departments}
        department = named.get(found.domain or "")
        if department is None or found.lead < LEAST_LEAD:
            return None, []
        return department, found.words


LEARNERS: WeakKeyDictionary[sa.Engine, dict[int, Learner]] = WeakKeyDictionary()


def advisor(event: Event) -> Advisor:
    """The advisor of the event, which has read what was taken since it was asked last."""
    learner = LEARNERS.setdefault(db.engine, {}).setdefault(event.id, Learner())
    version = live.version_of(acts.list_topic(event.id))
    with learner.lock:
        if version != learner.version:
            for taken in db.session.execute(_taken_since(learner.newest_at - LOOK_BACK, event)):
                _learn(learner, *taken)
            learner.version = version
    return Advisor(event, learner)


def _learn(
    learner: Learner, question_id: int, text: str, domain: str, department: str, at: datetime
) -> None:
    learner.newest_at = max(learner.newest_at, at)
    if question_id not in learner.learned:
        learner.learned.add(question_id)
        learner.domains.learn(domain, text)
        learner.departments.learn(department, text)


def _taken_since(at: datetime, event: Event) -> sa.Select[int, str, str, str, datetime]:
    taken = sa.select(Question.id, Question.text, Domain.code, Department.code, Ownership.at)
    return (
        taken.join(Domain, Question.domain_id == Domain.id)
        .join(Offer, Offer.question_id == Question.id)
        .join(Ownership, Ownership.offer_id == Offer.id)
        .join(Department, Offer.department_id == Department.id)
        .where(Question.event_id == event.id, Ownership.at >= at)
        .order_by(Ownership.at.desc())
        .limit(MOST_AT_ONCE)
    )
