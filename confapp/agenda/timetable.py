"""What is on, what comes next and how far it has got, worked out from the items and a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from confapp.agenda.programme import Item

PAST, NOW, NEXT, AHEAD, SKIPPED = "past", "now", "next", "ahead", "skipped"


def on_now(items: Iterable[Item], at: datetime) -> Item | None:
    """The item under way; of several, the one that began last."""
    under_way = [item for item in items if item.is_on(at=at)]
    return max(under_way, key=_begins, default=None)


def next_after(items: Iterable[Item], at: datetime) -> Item | None:
    """The first item that begins after this moment."""
    ahead = (item for item in items if item.starts_at > at and not item.is_skipped)
    return min(ahead, key=_begins, default=None)


def share_done(item: Item, at: datetime) -> int:
    """How much of the item's time is gone, in whole percent from 0 to 100."""
    share = (at - item.starts_at) / (item.ends_at - item.starts_at)
    return min(100, max(0, int(share * 100)))


def standing(item: Item, following: Item | None, at: datetime) -> str:
    """Whether the item is skipped, past, now, next or ahead; `following` is the next of all."""
    if item.is_skipped:
        return SKIPPED
    if item.is_over(at=at):
        return PAST
    if item.is_on(at=at):
        return NOW
    return NEXT if item is following else AHEAD


def _begins(item: Item) -> tuple[datetime, int]:
    return item.starts_at, item.id
