"""The programme in the words of schema.org, for search engines and other programs."""

from datetime import datetime
from typing import Any

from confapp.agenda.programme import Item, Presenter, Programme, Session
from confapp.clock import in_vietnam
from confapp.events.models import Event
from confapp.i18n import current, local

Thing = dict[str, Any]


def described(event: Event, programme: Programme, *, address: str) -> Thing:
    """The event with its sessions as parts, and their items as parts of those."""
    sessions = programme.sessions
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": local(event.title),
        "url": address,
        "inLanguage": current(),
        "startDate": _time(sessions[0].starts_at) if sessions else event.starts_on.isoformat(),
        "endDate": _time(sessions[-1].ends_at) if sessions else event.starts_on.isoformat(),
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": {"@type": "Place", "name": local(event.place)},
        "organizer": {"@type": "GovernmentOrganization", "name": local(event.ministry)},
        "subEvent": [_session(session) for session in sessions],
    }


def _session(session: Session) -> Thing:
    return {
        "@type": "Event",
        "name": local(session.title),
        "startDate": _time(session.starts_at),
        "endDate": _time(session.ends_at),
        "subEvent": [_item(item) for item in session.items],
    }


def _item(item: Item) -> Thing:
    about = {"about": {"@type": "Thing", "name": local(item.domain.name)}} if item.domain else {}
    return (
        about
        | _status(item)
        | {
            "@type": "Event",
            "name": local(item.title),
            "startDate": _time(item.starts_at),
            "endDate": _time(item.ends_at),
            "location": {"@type": "Place", "name": local(item.room)},
            "performer": [_speaker(speaker) for speaker in item.speakers],
        }
    )


def _status(item: Item) -> Thing:
    """That it was cancelled, or when it had been planned if it has moved."""
    if item.is_skipped:
        return {"eventStatus": "https://schema.org/EventCancelled"}
    if not item.is_moved:
        return {}
    return {
        "eventStatus": "https://schema.org/EventRescheduled",
        "previousStartDate": _time(item.planned.starts_at),
    }


def _speaker(speaker: Presenter) -> Thing:
    if not speaker.name:
        return {"@type": "Organization", "name": local(speaker.post)}
    return {"@type": "Person", "name": speaker.name, "jobTitle": local(speaker.post)}


def _time(moment: datetime) -> str:
    return in_vietnam(moment).isoformat()
