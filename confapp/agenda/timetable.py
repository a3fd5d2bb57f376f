"""What is on, what comes next and how far it has got, worked out from the items and a moment."""

from collections.abc import Iterable
from datetime import datetime

from confapp.agenda.models import AgendaItem

PAST, NOW, NEXT, AHEAD = "past", "now", "next", "ahead"


def on_now(items: Iterable[AgendaItem], at: datetime) -> AgendaItem | None:
    """The item under way; of several, the one that began last."""
    under_way = [item for item in items if item.is_on(at=at)]
    return max(under_way, key=_begins, default=None)


def next_after(items: Iterable[AgendaItem], at: datetime) -> AgendaItem | None:
    """The first item that begins after this moment."""
    return min((item for item in items if item.starts_at > at), key=_begins, default=None)


def share_done(item: AgendaItem, at: datetime) -> int:
    """How much of the item's time is gone, in whole percent from 0 to 100."""
    share = (at - item.starts_at) / (item.ends_at - item.starts_at)
    return min(100, max(0, int(share * 100)))


def standing(item: AgendaItem, items: Iterable[AgendaItem], at: datetime) -> str:
    """Whether the item is past, now, next or ahead."""
    if item.is_over(at=at):
        return PAST
    if item.is_on(at=at):
        return NOW
    return NEXT if item is next_after(items, at) else AHEAD


def _begins(item: AgendaItem) -> tuple[datetime, int]:
    return item.starts_at, item.id
