"""What organisers decide about questions: until when, how fast, who reads, what goes on at once."""

from dataclasses import asdict, dataclass
from datetime import datetime

from flask_babel import gettext as _

from confapp import audit, live
from confapp.database import hold
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.people.models import User
from confapp.questions import acts

LEAST_HOURS, MOST_HOURS = 1, 400


@dataclass(frozen=True)
class Rules:
    """`answer_within_hours` are working hours from the first offer."""

    questions_close_at: datetime
    answer_within_hours: int
    offers_at_once: bool
    reads_all_answers: bool


def rules_of(event: Event) -> Rules:
    return Rules(
        questions_close_at=event.questions_close_at,
        answer_within_hours=event.answer_within_hours,
        offers_at_once=event.offers_at_once,
        reads_all_answers=event.reads_all_answers,
    )


def set_rules(event: Event, rules: Rules, *, by: User) -> None:
    """Let these rules hold from now on; due times that were set before stay.

    Raises `Refusal` (422) for a time to answer that no office keeps.
    """
    hold(f"question rules of event {event.id}")
    if not LEAST_HOURS <= rules.answer_within_hours <= MOST_HOURS:
        raise Refusal(_("Please enter a number from 1 to 400."), status=422)
    former = rules_of(event)
    changed = {
        name: [_plain(getattr(former, name)), _plain(value)]
        for name, value in asdict(rules).items()
        if getattr(former, name) != value
    }
    if not changed:
        return
    for name, value in asdict(rules).items():
        setattr(event, name, value)
    audit.record(
        "set question rules", f"event {event.id}", user_id=by.id, event_id=event.id, **changed
    )
    live.touch(acts.list_topic(event.id))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
