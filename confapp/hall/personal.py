"""What the hall shows of a question whose asker is forgotten."""

from collections.abc import Iterator

import sqlalchemy as sa

from confapp.database import db
from confapp.hall import queue
from confapp.hall.models import Turn
from confapp.questions import personal
from confapp.questions.models import Question
from confapp.registration.models import Registration
from confapp.registration.personal import holding


@holding.forgets
def show_without_asker(registration: Registration) -> Iterator[str]:
    theirs = personal.of_asker(registration).with_only_columns(Question.id)
    in_hall = sa.exists().where(Turn.question_id.in_(theirs.order_by(None)))
    if db.session.scalar(sa.select(in_hall)):
        yield queue.topic(registration.event_id)
