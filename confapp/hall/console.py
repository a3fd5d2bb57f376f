"""What moderators have before them: what to route, the queue, and the screen."""

from dataclasses import dataclass
from datetime import datetime

from confapp.database import db
from confapp.events.models import Event
from confapp.hall import queue, stage
from confapp.hall.models import Turn
from confapp.questions import routing
from confapp.questions.models import Question


@dataclass(frozen=True)
class Console:
    to_route: list[Question]
    turns: list[Turn]
    live: Turn | None
    preview: Turn | None
    is_blank: bool
    heard: frozenset[int | None]
    put_aside: dict[int, datetime | None]


def look(event: Event, *, preview_id: int | None) -> Console:
    """The console with this turn in the preview, if it is still in the queue."""
    turns = list(db.session.scalars(queue.queued(event)))
    return Console(
        to_route=list(db.session.scalars(routing.waiting(event))),
        turns=turns,
        live=stage.live_turn(event),
        preview=next((turn for turn in turns if turn.id == preview_id), None),
        is_blank=stage.is_blank(event),
        heard=frozenset(db.session.scalars(queue.heard(event))),
        put_aside=dict(db.session.execute(queue.put_aside(event)).all()),
    )


def first_in_queue(event: Event) -> int | None:
    first = db.session.scalars(queue.queued(event).limit(1)).first()
    return first.id if first else None
