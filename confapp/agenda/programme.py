"""The programme of an event, as it is read and as it stands at a moment."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from confapp.agenda import timetable
from confapp.agenda.models import AgendaItem, AgendaSession
from confapp.database import db
from confapp.events.models import Domain, Event


def topic(event_id: int) -> str:
    """The live topic that is touched when the programme changes."""
    return f"agenda:{event_id}"


def sessions_of(event_id: int) -> sa.Select[AgendaSession]:
    """The sessions in the order of the day, with everything that is shown of their items."""
    items = selectinload(AgendaSession.items)
    return (
        sa.select(AgendaSession)
        .filter_by(event_id=event_id)
        .order_by(AgendaSession.starts_at, AgendaSession.id)
        .options(
            items.joinedload(AgendaItem.domain),
            items.joinedload(AgendaItem.department),
            items.selectinload(AgendaItem.speakers),
        )
    )


@dataclass(frozen=True)
class Programme:
    """The sessions as they stand at a moment, all of them or one domain's part."""

    sessions: list[AgendaSession]
    at: datetime
    domain: Domain | None = None

    @property
    def items(self) -> list[AgendaItem]:
        return [item for session in self.sessions for item in session.items]

    @property
    def now(self) -> AgendaItem | None:
        return timetable.on_now(self.items, self.at)

    @property
    def next(self) -> AgendaItem | None:
        return timetable.next_after(self.items, self.at)

    @property
    def is_over(self) -> bool:
        return all(session.ends_at <= self.at for session in self.sessions)

    @property
    def chosen_sessions(self) -> list[AgendaSession]:
        """Those that hold something of the chosen domain."""
        return [session for session in self.sessions if self.domain is None or self.chosen(session)]

    def chosen(self, session: AgendaSession) -> list[AgendaItem]:
        domain = self.domain
        return [item for item in session.items if domain is None or item.domain_id == domain.id]

    def standing(self, item: AgendaItem) -> str:
        return timetable.standing(item, self.items, self.at)

    def share_done(self, item: AgendaItem) -> int:
        return timetable.share_done(item, self.at)


def standing_at(at: datetime, event: Event, domain: Domain | None = None) -> Programme:
    return Programme(list(db.session.scalars(sessions_of(event.id))), at, domain)
