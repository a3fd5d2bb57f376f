"""The documents of an event as somebody may read them, item by item."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from confapp.agenda import versions
from confapp.agenda.documents.models import Document
from confapp.agenda.documents.policy import Reader
from confapp.agenda.models import AgendaItem
from confapp.agenda.programme import Item, items_of
from confapp.database import db
from confapp.events.models import Event
from confapp.vietnamese import fold


def present(event: Event) -> sa.Select[Document]:
    """All that have not been removed, in the order in which they came."""
    there = sa.select(Document).filter_by(event_id=event.id, removed_at=None)
    unit = joinedload(Document.item).joinedload(AgendaItem.department)
    return there.options(unit).order_by(Document.id)


def listed(event: Event, *, words: str = "") -> sa.Select[Document]:
    """For the organisers: the newest first, searched without marks and case."""
    rows = present(event).order_by(None).order_by(Document.uploaded_at.desc(), Document.id.desc())
    for word in fold(words).split():
        rows = rows.where(Document.searchable.contains(word, autoescape=True))
    return rows.options(joinedload(Document.uploaded_by))


def draft_items(event: Event) -> sa.Select[AgendaItem]:
    """The items in the order of the programme."""
    items = sa.select(AgendaItem).where(
        AgendaItem.session.has(event_id=event.id), AgendaItem.removed_at.is_(None)
    )
    return items.order_by(AgendaItem.starts_at, AgendaItem.id)


@dataclass(frozen=True)
class Shelves:
    """What a reader finds at a moment."""

    documents: list[Document]
    reader: Reader
    at: datetime

    @cached_property
    def _by_item(self) -> dict[int | None, list[Document]]:
        found: dict[int | None, list[Document]] = defaultdict(list)
        for document in self.documents:
            found[document.item_id].append(document)
        return found

    @property
    def general(self) -> list[Document]:
        """Those of the conference as a whole."""
        return self._by_item.get(None, [])

    def of(self, item: Item) -> list[Document]:
        return self._by_item.get(item.id, [])


def open_to(reader: Reader, event: Event, *, at: datetime) -> Shelves:
    """What this reader may read now, in one statement."""
    there, published = db.session.scalars(present(event)), published_items(event)
    readable = [one for one in there if reader.may_read(one, published=published, at=at)]
    return Shelves(readable, reader, at)


def published_items(event: Event) -> frozenset[int]:
    """The items of the programme that everybody reads."""
    return frozenset(item.id for item in items_of(versions.published(event.id)))
