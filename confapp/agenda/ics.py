"""The programme as an iCalendar file."""

from datetime import datetime

from icalendar import TRANSP, Calendar
from icalendar import Event as Entry

from confapp.agenda.models import AgendaItem, Speaker
from confapp.agenda.programme import Programme
from confapp.clock import in_vietnam
from confapp.events.models import Event
from confapp.i18n import current, local


def calendar_file(
    event: Event, programme: Programme, *, version: int, host: str, address: str
) -> bytes:
    """One entry an item; its UID stays the same whatever is changed about it.

    `version` counts the changes of the programme: it serves as SEQUENCE, which only has to grow.
    """
    calendar = Calendar.new(
        prodid="-//confapp//agenda//VI",
        uid=f"{event.slug}@{host}",
        name=local(event.title),
        language=current(),
        url=address,
    )
    for item in programme.items:
        entry = _entry(item, event, stamp=programme.at, address=address)
        entry.uid = f"item-{item.id}.{event.slug}@{host}"
        entry.sequence = version
        calendar.add_component(entry)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _entry(item: AgendaItem, event: Event, *, stamp: datetime, address: str) -> Entry:
    rooms = filter(None, [local(item.room), local(event.place)])
    return Entry.new(
        summary=local(item.title),
        start=in_vietnam(item.starts_at),
        end=in_vietnam(item.ends_at),
        location=", ".join(rooms),
        description="\n".join(_who(speaker) for speaker in item.speakers) or None,
        transparency=TRANSP.TRANSPARENT if item.kind == "break" else TRANSP.OPAQUE,
        stamp=stamp,
        url=address,
    )


def _who(speaker: Speaker) -> str:
    return ", ".join(filter(None, [speaker.name, local(speaker.post)]))
