"""How many delegates a room must hold."""

import sqlalchemy as sa

from confapp.agenda.conflicts import counts_people
from confapp.database import db
from confapp.registration.models import IN_PERSON, Cancellation, Registration, registration_session


@counts_people
def in_person_by_session(event_id: int) -> dict[int, int]:
    """By session: registrations in person that have not been cancelled."""
    chosen = registration_session.c
    is_cancelled = sa.exists().where(Cancellation.registration_id == Registration.id)
    people = (
        sa.select(chosen.session_id, sa.func.count())
        .join(Registration, Registration.id == chosen.registration_id)
        .where(Registration.event_id == event_id, Registration.mode == IN_PERSON, ~is_cancelled)
        .group_by(chosen.session_id)
    )
    return dict(db.session.execute(people).all())
