"""What was done on the running day, item by item, gathered from the acts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from confapp.agenda.models import day
from confapp.agenda.models.day import DayAct
from confapp.agenda.programme import Item

Place = tuple[int, int | None]


@dataclass
class Facts:
    """What was done to one item."""

    started_at: datetime | None = None
    finished_at: datetime | None = None
    extended_by: timedelta = timedelta()
    is_skipped: bool = False


@dataclass
class Day:
    """What was done to all of them, which sessions' ending times are held, and the last act."""

    facts: dict[int, Facts] = field(default_factory=dict)
    held: set[int] = field(default_factory=set)
    last_act_at: datetime | None = None

    def of(self, item: Item) -> Facts:
        return self.facts.get(item.id, Facts())


def gathered(acts: Iterable[DayAct], rooms: Mapping[int, int | None]) -> Day:
    """The oldest act comes first; `rooms` are those of the items, by their numbers."""
    known, running = Day(), dict[Place, Facts]()
    for act in acts:
        known.last_act_at = act.at
        if act.item_id is None:
            (known.held.add if act.kind == day.HOLD_END else known.held.discard)(act.session_id)
            continue
        facts = known.facts.setdefault(act.item_id, Facts())
        _note(act, facts)
        if act.kind == day.START:
            # What was still going on in that room has ended with it.
            place = (act.session_id, rooms.get(act.item_id))
            _finish(running.get(place), besides=facts, at=act.at)
            running[place] = facts
    return known


def whole_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _note(act: DayAct, facts: Facts) -> None:
    if act.kind == day.START:
        facts.started_at, facts.finished_at = whole_minute(act.at), None
        facts.is_skipped = False
    elif act.kind == day.FINISH:
        facts.finished_at = whole_minute(act.at)
    elif act.kind == day.SKIP:
        facts.is_skipped = True
    else:
        facts.extended_by += timedelta(minutes=act.minutes)


def _finish(facts: Facts | None, *, besides: Facts, at: datetime) -> None:
    if facts and facts is not besides and not facts.finished_at:
        facts.finished_at = whole_minute(at)
