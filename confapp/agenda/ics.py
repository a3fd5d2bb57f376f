"""The programme as an iCalendar file (RFC 5545)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import sqlalchemy as sa
from icalendar import STATUS, TRANSP, Calendar
from icalendar import Event as Entry

from confapp.agenda import transcript
from confapp.agenda.change_words import who
from confapp.agenda.models import Version
from confapp.agenda.programme import Item, Session, items_of
from confapp.clock import in_vietnam
from confapp.database import db
from confapp.events.models import Event
from confapp.i18n import current, local

TYPE = "text/calendar; charset=utf-8"
NOTHING: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True)
class Standing:
    """An item as it was last published, when that was, and how often it had changed by then."""

    item: Item
    sequence: int
    changed_at: datetime
    is_cancelled: bool = False


Standings = list[tuple[int, Standing]]


def standings(event_id: int) -> Standings:
    """Every item that was ever published, in the order of the day, with its session's number."""
    rows = sa.select(Version.number, Version.published_at, Version.programme)
    found: dict[int, tuple[int, Standing]] = {}
    for number, at, told in db.session.execute(
        rows.filter_by(event_id=event_id).order_by(Version.number)
    ):
        _take_over(found, transcript.read(told), number=number, at=at)
    return sorted(found.values(), key=lambda row: (row[1].item.starts_at, row[1].item.id))


def calendar_file(
    event: Event,
    standings: Standings,
    *,
    address: str,
    host: str,
    domain: str = "",
    sessions: Iterable[int] = (),
    links: Mapping[int, str] = NOTHING,
) -> bytes:
    """One entry an item, under a UID that stays the same whatever is changed about it.

    SEQUENCE is the number of the version that changed the item last; what was taken out of the
    programme or left out stays, as CANCELLED. Of one `domain`, or of these `sessions`, if given.
    `links` are the addresses of rooms by number, and only for those who take part.
    """
    chosen = set(sessions)
    calendar = Calendar.new(
        prodid="-//confapp//agenda//VI",
        uid=f"{event.slug}@{host}",
        name=local(event.title),
        language=current(),
        url=address,
    )
    for session_id, standing in standings:
        code = standing.item.domain.code if standing.item.domain else ""
        if (not domain or code == domain) and (not chosen or session_id in chosen):
            link = links.get(standing.item.room_id or 0, "")
            entry = _entry(standing, event, link=link, host=host, address=address)
            calendar.add_component(entry)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _take_over(
    found: dict[int, tuple[int, Standing]],
    sessions: tuple[Session, ...],
    *,
    number: int,
    at: datetime,
) -> None:
    for session in sessions:
        for item in session.items:
            known = found.get(item.id)
            if known is None or known[1].item != item or known[1].is_cancelled != item.is_skipped:
                standing = Standing(item, number, at, item.is_skipped)
                found[item.id] = session.id, standing
    there = {item.id for item in items_of(sessions)}
    for item_id, (session_id, known_as) in list(found.items()):
        if item_id not in there and not known_as.is_cancelled:
            cancelled = Standing(known_as.item, number, at, is_cancelled=True)
            found[item_id] = session_id, cancelled


def _entry(standing: Standing, event: Event, *, link: str, host: str, address: str) -> Entry:
    item = standing.item
    rooms = filter(None, [local(item.room), local(event.place)])
    people = [who(one.name, one.post) for one in item.speakers]
    times = item.planned if standing.is_cancelled else item.times
    return Entry.new(
        summary=local(item.title),
        start=in_vietnam(times.starts_at),
        end=in_vietnam(times.ends_at),
        location=", ".join(rooms),
        description="\n".join([*people, *([link] if link else [])]) or None,
        status=STATUS.CANCELLED if standing.is_cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT if item.kind == "break" else TRANSP.OPAQUE,
        stamp=standing.changed_at,
        last_modified=standing.changed_at,
        url=address,
        uid=f"item-{item.id}.{event.slug}@{host}",
        sequence=standing.sequence,
    )
