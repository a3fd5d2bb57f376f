"""How many delegates a room must hold."""

import sqlalchemy as sa

from confapp.agenda.conflicts import counts_people
from confapp.database import db
from confapp.registration.models import IN_PERSON, Registration, registration_session
from confapp.registration.standing import has_place


@counts_people
def in_person_by_session(event_id: int) -> dict[int, int]:
    """By session: registrations in person that have their place."""
    chosen = registration_session.c
    people = (
        sa.select(chosen.session_id, sa.func.count())
        .join(Registration, Registration.id == chosen.registration_id)
        .where(Registration.event_id == event_id, Registration.mode == IN_PERSON, has_place())
        .group_by(chosen.session_id)
    )
    return dict(db.session.execute(people).all())
