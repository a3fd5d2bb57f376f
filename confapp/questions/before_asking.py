"""What is so when somebody asks, looked at once: on SQLite everybody else waits meanwhile."""

from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from confapp.database import db
from confapp.events.models import Event
from confapp.questions.models import Question
from confapp.registration.models import Registration

AT_ONCE = timedelta(minutes=5)

HIGHEST = sa.select(sa.func.coalesce(sa.func.max(Question.number), 0)).where(
    Question.event_id == sa.bindparam("event_id")
)
# Made once: putting it together takes longer than asking it.
FOUND = sa.select(
    sa.select(Question.id)
    .where(Question.submission_id == sa.bindparam("submission_id"))
    .scalar_subquery(),
    sa.exists().where(
        Registration.id == sa.bindparam("registration_id"), ~Registration.cancellation.has()
    ),
    sa.select(sa.func.count())
    .where(
        Question.asker_id == sa.bindparam("registration_id"),
        Question.asked_at > sa.bindparam("since"),
    )
    .scalar_subquery(),
    HIGHEST.scalar_subquery(),
)


class Found(NamedTuple):
    """`earlier_id` is the question of the same sending; `recent` those of the last five minutes."""

    earlier_id: int | None
    is_registered: bool
    recent: int
    highest: int

    @property
    def next_number(self) -> int:
        return self.highest + 1


def look(registration: Registration, submission_id: str, *, at: datetime) -> Found:
    """Whatever was read before the writing began may be of the past."""
    values = {
        "registration_id": registration.id,
        "event_id": registration.event_id,
        "submission_id": submission_id,
        "since": at - AT_ONCE,
    }
    return Found(*db.session.connection().execute(FOUND, values).one())


def next_number(event: Event) -> int:
    highest: int = db.session.scalars(HIGHEST, {"event_id": event.id}).one()
    return highest + 1
