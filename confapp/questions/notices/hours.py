"""When letters about questions may go out: nobody is written to at night."""

from datetime import datetime, time

from confapp.clock import in_vietnam
from confapp.events.models import Event
from confapp.questions import working_hours

MORNING, NIGHT = time(6), time(21)


def is_night(at: datetime) -> bool:
    """From 21:00 to 06:00 in Viet Nam."""
    return not MORNING <= in_vietnam(at).time() < NIGHT


def is_for_digests(event: Event, at: datetime) -> bool:
    """Not at night, and only on working days and on the day of the conference."""
    today = in_vietnam(at).date()
    return not is_night(at) and (working_hours.is_working_day(today) or today == event.starts_on)
