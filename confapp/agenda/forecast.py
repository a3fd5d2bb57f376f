"""When things will happen, worked out from the plan and from what was done on the running day.

The rules, in their order:

1. Nothing begins before its planned time, unless somebody starts it earlier.
2. An item waits until those planned before it have ended; gaps in the plan take up a delay.
3. Breaks shrink first, down to five minutes; a lunch, or the gap between two sessions, to 45.
4. Where a session's ending time is held, what is still ahead in it shrinks in proportion, down to
   five minutes each; only what cannot fit even so goes past the ending time.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from confapp.agenda.happened import Day, Facts, gathered, whole_minute
from confapp.agenda.models.day import DayAct
from confapp.agenda.programme import Item, Session, items_of

A_MINUTE = timedelta(minutes=1)
SHORTEST_BREAK = timedelta(minutes=5)
SHORTEST_LUNCH = timedelta(minutes=45)
LUNCH_FROM = timedelta(minutes=60)
SHORTEST_ITEM = timedelta(minutes=5)


def forecast(sessions: Sequence[Session], acts: Iterable[DayAct]) -> tuple[Session, ...]:
    """The sessions with the times that are expected after these acts, the oldest act first."""
    known = gathered(acts, {item.id: item.room_id for item in items_of(sessions)})
    done: list[Session] = []
    for session in sessions:
        done.append(_expected(session, known, done))
    return tuple(done)


def _expected(session: Session, known: Day, before: Sequence[Session]) -> Session:
    is_held = session.id in known.held
    if not session.items:
        return replace(session, end_is_held=is_held)
    earliest = max((_next_session_from(one, session) for one in before), default=None)
    items = _placed(session, known, earliest, {})
    if is_held and _end(items) > session.planned.ends_at:
        items = _squeezed(session, known, earliest, items)
    return replace(
        session,
        items=tuple(items),
        starts_at=min([session.planned.starts_at, *(item.starts_at for item in items)]),
        ends_at=_ends_at(session, items),
        end_is_held=is_held,
    )


def _ends_at(session: Session, items: Sequence[Item]) -> datetime:
    """Later than planned only by as much as its last item is."""
    planned = max(item.planned.ends_at for item in items)
    return max(session.planned.ends_at, session.planned.ends_at + (_end(items) - planned))


def _next_session_from(earlier: Session, session: Session) -> datetime:
    """When the session can begin after an earlier one, with time enough for lunch between."""
    pause = session.planned.starts_at - earlier.planned.ends_at
    return earlier.ends_at + max(timedelta(), min(pause, SHORTEST_LUNCH))


def _placed(
    session: Session, known: Day, earliest: datetime | None, lengths: Mapping[int, timedelta]
) -> list[Item]:
    done: list[Item] = []
    for item in session.items:
        ends = [one.ends_at for one in done if one.planned.ends_at <= item.planned.starts_at]
        free_at = max([item.planned.starts_at, *ends, *([earliest] if earliest else [])])
        done.append(_place(item, known.of(item), free_at, lengths.get(item.id)))
    return done


def _place(item: Item, facts: Facts, free_at: datetime, length: timedelta | None) -> Item:
    starts_at = facts.started_at or free_at
    ends_at = starts_at + (length or item.planned.length + facts.extended_by)
    if item.kind == "break" and length is None:
        ends_at = _end_of_break(item, starts_at, facts.extended_by)
    if facts.is_skipped:
        ends_at = starts_at
    if facts.finished_at:
        ends_at = max(facts.finished_at, starts_at + A_MINUTE)
    return replace(
        item,
        starts_at=starts_at,
        ends_at=ends_at,
        started_at=facts.started_at,
        finished_at=facts.finished_at,
        is_skipped=facts.is_skipped,
    )


def _end_of_break(item: Item, starts_at: datetime, extended_by: timedelta) -> datetime:
    planned = item.planned.length
    least = SHORTEST_LUNCH if planned >= LUNCH_FROM else SHORTEST_BREAK
    return max(item.planned.ends_at + extended_by, starts_at + min(planned, least))


def _squeezed(
    session: Session, known: Day, earliest: datetime | None, items: Sequence[Item]
) -> list[Item]:
    """The items no shorter than they must be for the session to end as planned, if they can."""
    ahead = [item for item in items if _is_ahead(item, known)]

    def shortened(percent: int) -> dict[int, timedelta]:
        return {one.id: _share(one.times.length, 100 - percent) for one in ahead}

    def spare(lengths: Mapping[int, timedelta]) -> timedelta:
        return session.planned.ends_at - _end(_placed(session, known, earliest, lengths))

    # By trial, since gaps in the plan take up some of what is saved before them.
    enough = bisect_left(range(100), True, key=lambda p: spare(shortened(p)) >= timedelta())
    lengths = shortened(enough)
    if ahead and spare(lengths) > timedelta():
        longest = max(lengths, key=lambda item_id: lengths[item_id])
        lengths[longest] += spare(lengths)
    return _placed(session, known, earliest, lengths)


def _is_ahead(item: Item, known: Day) -> bool:
    """Whether it had not begun at the last act, by hand or by the clock."""
    has_begun = item.started_at or item.finished_at
    has_time = known.last_act_at is not None and item.starts_at >= whole_minute(known.last_act_at)
    return has_time and not (has_begun or item.is_skipped or item.kind == "break")


def _share(length: timedelta, percent: int) -> timedelta:
    """So much of the length, in whole minutes; nothing gets longer by it."""
    return max(min(length, SHORTEST_ITEM), _minutes(length * percent / 100))


def _end(items: Sequence[Item]) -> datetime:
    return max(item.ends_at for item in items)


def _minutes(length: timedelta) -> timedelta:
    return timedelta(minutes=length // A_MINUTE)
