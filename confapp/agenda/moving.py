"""Moving, stretching and reordering items: which times follow from it, before anything is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from confapp.agenda.programme import Span

# What becomes of the items after the one that is moved.
FOLLOW, PUSH, STAY = "follow", "push", "stay"


@dataclass(frozen=True)
class Slot:
    """An item's number and when it is."""

    item_id: int
    span: Span


Times = dict[int, Span]


def respan(slots: Sequence[Slot], item_id: int, span: Span, following: str) -> Times:
    """The new times of the item, and of those after it in its session.

    `following` says whether they keep their gaps (FOLLOW: all move by as much as its end does),
    move only where they are in the way (PUSH: gaps take it up), or STAY.
    """
    old = _slot(slots, item_id).span
    after = [s for s in slots if s.item_id != item_id and s.span.starts_at >= old.ends_at]
    if following == FOLLOW:
        delay = span.ends_at - old.ends_at
        moved = {slot.item_id: slot.span.later_by(delay) for slot in after}
    elif following == PUSH:
        moved = pushed(after, span)
    else:
        moved = {}
    return {item_id: span, **moved}


def reorder(slots: Sequence[Slot], item_id: int, index: int) -> Times:
    """The times after the item has taken place `index` (from 0) in the order of its session.

    Lengths go with the items, gaps stay between the same places of the order, and the whole keeps
    its beginning and its end.
    """
    order = list(slots)
    moving = _slot(slots, item_id)
    order.remove(moving)
    order.insert(index, moving)
    gaps = [b.span.starts_at - a.span.ends_at for a, b in pairwise(slots)]
    times, at = {}, slots[0].span.starts_at
    for place, slot in enumerate(order):
        times[slot.item_id] = Span(at, at + slot.span.length)
        at = times[slot.item_id].ends_at + (gaps[place] if place < len(gaps) else timedelta())
    return {slot.item_id: times[slot.item_id] for slot in slots if times[slot.item_id] != slot.span}


def pushed(after: Sequence[Slot], span: Span) -> Times:
    """Those after `span`, moved only as far as they are in its way."""
    moved, free_at = Times(), span.ends_at
    for slot in after:
        delay = max(timedelta(), free_at - slot.span.starts_at)
        if not delay:
            break
        moved[slot.item_id] = slot.span.later_by(delay)
        free_at = moved[slot.item_id].ends_at
    return moved


def earlier_or_later(span: Span, minutes: int) -> Span:
    return span.later_by(timedelta(minutes=minutes))


def longer_or_shorter(span: Span, minutes: int) -> Span:
    return Span(span.starts_at, span.ends_at + timedelta(minutes=minutes))


def _slot(slots: Sequence[Slot], item_id: int) -> Slot:
    return next(slot for slot in slots if slot.item_id == item_id)
