"""Who may read and keep documents."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime

from confapp.agenda import speaking
from confapp.agenda.documents.models import PUBLIC, Document
from confapp.agenda.models import AgendaItem
from confapp.agenda.programme import Item
from confapp.database import db
from confapp.events import roles
from confapp.events.models import Event
from confapp.events.policy import may_organise
from confapp.people.models import User


def may_read(
    document: Document, *, takes_part: bool, may_edit: bool, is_published: bool, at: datetime
) -> bool:
    """For the list, the ZIP and the address alike: what may not be read is not there.

    `is_published` says that its item is in the programme that everybody reads.
    """
    if document.is_removed:
        return False
    is_for_them = document.audience == PUBLIC or takes_part
    return may_edit or (is_for_them and is_published and document.is_open(at=at))


def may_edit(user: User, event: Event, item: AgendaItem | None) -> bool:
    """Organisers keep all documents, a department those of its items and of its speakers' items."""
    return reader(user, event).may_edit(item)


@dataclass(frozen=True)
class Reader:
    """What a visitor is to an event, as far as its documents go."""

    takes_part: bool = False
    organises: bool = False
    departments: frozenset[str] = frozenset()
    presented: frozenset[int] = frozenset()

    def may_edit(self, item: AgendaItem | Item | None) -> bool:
        if item is None or self.organises:
            return self.organises
        code = item.department.code if item.department else ""
        return code in self.departments or item.id in self.presented

    def may_read(self, document: Document, *, published: Container[int], at: datetime) -> bool:
        """`published` are the numbers of the items that everybody reads of."""
        return may_read(
            document,
            takes_part=self.takes_part,
            may_edit=self.may_edit(document.item),
            is_published=document.item_id is None or document.item_id in published,
            at=at,
        )

    @property
    def stamp(self) -> str:
        """Tells apart readers who see different documents, for an ETag."""
        departments = "+".join(sorted(self.departments))
        return f"{self.takes_part:d}{self.organises:d}{departments}"


def reader(user: User | None, event: Event) -> Reader:
    if user is None:
        return Reader()
    members = roles.memberships(user, event)
    units = [one.department_id for one in members]
    return Reader(
        presented=frozenset(db.session.scalars(speaking.presented_by(units)) if units else ()),
        takes_part=roles.takes_part(user, event),
        organises=may_organise(user, event),
        departments=frozenset(one.department.code for one in members),
    )
