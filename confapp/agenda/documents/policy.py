"""Who may read and keep documents."""

from dataclasses import dataclass
from datetime import datetime

from confapp.agenda.documents.models import PUBLIC, Document
from confapp.agenda.models import AgendaItem
from confapp.events import roles
from confapp.events.models import Event
from confapp.events.policy import may_organise
from confapp.people.models import User


def may_read(document: Document, *, takes_part: bool, may_edit: bool, at: datetime) -> bool:
    """For the list, the ZIP and the address alike: what may not be read is not there."""
    if document.is_removed:
        return False
    is_for_them = document.audience == PUBLIC or takes_part
    return may_edit or (is_for_them and document.is_open(at=at))


def may_edit(user: User, event: Event, item: AgendaItem | None) -> bool:
    """Organisers keep all documents, a department's head and assistants those of its items."""
    return reader(user, event).may_edit(item)


@dataclass(frozen=True)
class Reader:
    """What a visitor is to an event, as far as its documents go."""

    takes_part: bool = False
    organises: bool = False
    department_ids: frozenset[int] = frozenset()

    def may_edit(self, item: AgendaItem | None) -> bool:
        return self.organises or (item is not None and item.department_id in self.department_ids)

    def may_read(self, document: Document, *, at: datetime) -> bool:
        can_edit = self.may_edit(document.item)
        return may_read(document, takes_part=self.takes_part, may_edit=can_edit, at=at)

    @property
    def stamp(self) -> str:
        """Tells apart readers who see different documents, for an ETag."""
        departments = "+".join(map(str, sorted(self.department_ids)))
        return f"{self.takes_part:d}{self.organises:d}{departments}"


def reader(user: User | None, event: Event) -> Reader:
    if user is None:
        return Reader()
    return Reader(
        takes_part=roles.takes_part(user, event),
        organises=may_organise(user, event),
        department_ids=frozenset(one.department_id for one in roles.memberships(user, event)),
    )
