"""Which sessions a certificate takes, for who attends in person and for who attends online."""

from collections.abc import Sequence

import sqlalchemy as sa

from confapp.agenda.models import AgendaSession
from confapp.certificates.rules.told import MODES, ModeRules
from confapp.checkin.models import CheckIn
from confapp.events.models import Event
from confapp.registration.models import Registration


def was_there(event: Event) -> sa.ColumnElement[bool]:
    """That a registration was checked in wherever its way of attending asks for it."""
    return sa.or_(*(_was_there(event, mode) for mode in MODES))


def needed(event: Event, mode: str, sessions: Sequence[AgendaSession]) -> list[AgendaSession]:
    """Those of the sessions that it takes."""
    chosen = ModeRules.of(event.certificate, mode).sessions
    return [one for one in sessions if chosen is None or one.id in chosen]


def _was_there(event: Event, mode: str) -> sa.ColumnElement[bool]:
    rules = ModeRules.of(event.certificate, mode)
    if not rules.is_issued:
        return sa.false()
    takes = AgendaSession.event_id == event.id
    if rules.sessions is not None:
        takes = sa.and_(takes, AgendaSession.id.in_(rules.sessions))
    session = sa.exists().where(takes)
    checked_in = sa.exists().where(
        CheckIn.session_id == AgendaSession.id, CheckIn.registration_id == Registration.id
    )
    missed = session.where(~checked_in.correlate(AgendaSession, Registration))
    # An event without sessions certifies nothing.
    return sa.and_(Registration.mode == mode, session, ~missed.correlate(Registration))
