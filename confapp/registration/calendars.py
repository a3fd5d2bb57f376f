"""A delegate's own programme, for calendars that ask for it again and cannot sign in."""

from confapp import seals
from confapp.agenda import ics, places
from confapp.registration.models import Registration

CALENDAR = "calendar"


def key_of(registration: Registration) -> str:
    """Opens this delegate's programme, and nothing else."""
    return seals.key_for(CALENDAR, registration.id)


def read_key(key: str) -> int | None:
    """The registration's id, if it is one of our keys."""
    return seals.read_key(key, CALENDAR)


def calendar_of(
    registration: Registration, standings: ics.Standings, *, address: str, host: str
) -> bytes:
    """What happens in the sessions that the delegate comes to, with the links to follow online."""
    return ics.calendar_file(
        registration.event,
        standings,
        address=address,
        host=host,
        sessions=[session.id for session in registration.sessions],
        links=places.links_of(registration.event_id),
    )
