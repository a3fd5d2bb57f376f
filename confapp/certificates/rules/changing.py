"""Changing an event's rules; what was issued keeps its words."""

from confapp import audit
from confapp.certificates import issuing
from confapp.certificates.rules.told import Told
from confapp.database import hold
from confapp.events.models import Event
from confapp.people.models import User


def change(event: Event, told: Told, *, by: User) -> bool:
    """Set the rules, with the old and the new ones in the log; false if nothing differs."""
    # Nobody gets a number by rules that are half old and half new.
    hold(issuing.lock_of(event.id))
    before = event.certificate
    if told == before:
        return False
    event.certificate = told
    audit.record(
        "change certificate rules",
        f"event {event.id}",
        user_id=by.id,
        event_id=event.id,
        **{name: [before.get(name), told.get(name)] for name in _differing(before, told)},
    )
    return True


def _differing(before: Told, after: Told) -> list[str]:
    return sorted(name for name in before | after if before.get(name) != after.get(name))
