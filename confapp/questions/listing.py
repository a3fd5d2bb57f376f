"""The lists of questions that everybody reads, and a delegate's own."""

import sqlalchemy as sa

from confapp.events.models import Domain, Event
from confapp.people.models import User
from confapp.questions import policy
from confapp.questions.finding import matching
from confapp.questions.models import Question
from confapp.questions.states import Place, stands_at


def published(
    user: User | None, event: Event, *, words: str = "", domain: str = ""
) -> sa.Select[Question]:
    """Questions whose answers are open to everybody, the newest first."""
    rows = _listed(user, event, policy.is_published(), words, domain)
    return rows.order_by(Question.number.desc())


def own(user: User, event: Event, *, words: str = "", domain: str = "") -> sa.Select[Question]:
    """What the user asked, in every state; what waits for the user comes first."""
    rows = _listed(user, event, policy.is_asked_by(user), words, domain)
    waiting = stands_at(Place.NEEDS_INFORMATION)
    return rows.order_by(waiting.desc(), Question.number.desc())


def _listed(
    user: User | None, event: Event, which: sa.ColumnElement[bool], words: str, domain: str
) -> sa.Select[Question]:
    rows = sa.select(Question).where(policy.visible_to(user, event), which, matching(words))
    if domain:
        rows = rows.where(Question.domain.has(Domain.code == domain))
    return rows
