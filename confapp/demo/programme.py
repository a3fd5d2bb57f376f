"""The sample day: remote sites, a link to follow online, a morning that ran five minutes late."""

from datetime import timedelta

import sqlalchemy as sa

from confapp.agenda import places, running, versions
from confapp.agenda.models import AgendaItem, day
from confapp.agenda.running import Press
from confapp.database import db
from confapp.events.models import Event
from confapp.people.models import User

LINK = "https://hop.example.vn/tap-huan-13-11-2025"
SEATS = 320


def let_it_run(event: Event, *, by: User) -> None:
    """Five minutes more for the overview, pressed shortly before its end."""
    places.add_sites_of_provinces(event, by=by)
    overview = _overview(event)
    if overview.room is not None:
        overview.room.capacity, overview.room.link = SEATS, LINK
    press = Press(
        kind=day.EXTEND,
        session_id=overview.session_id,
        item_id=overview.id,
        submission_id=f"sample-press-{event.id}",
        seen=versions.numbers(event.id)[0],
        minutes=5,
    )
    running.act(event, press, by=by, at=overview.ends_at - timedelta(minutes=2))


def _overview(event: Event) -> AgendaItem:
    of_event = AgendaItem.session.has(event_id=event.id)
    found = sa.select(AgendaItem).where(of_event, AgendaItem.kind == "overview")
    return db.session.scalars(found).one()
