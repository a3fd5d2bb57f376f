"""What organisers do with certificates, and what is said and kept of it."""

import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.certificates.models import Certificate
from confapp.database import db

ADDRESS = "organise/certificates"


def test_a_certificate_that_an_organiser_takes_away_leaves_a_trace(app, cast, attendees, issue):
    an, binh = attendees.of_both_sessions(), attendees.of_both_sessions("Trần Thị Bình")
    issue(an), issue(binh)

    cast.organiser().get(f"{ADDRESS}/2.pdf")

    with app.app_context():
        taken = sa.select(AuditEntry.subject).filter_by(act="read")
        second = sa.select(Certificate.id).filter_by(number=2)
        assert db.session.scalars(taken).all() == [f"certificate {db.session.scalar(second)}"]


def test_issuing_before_the_last_session_is_over_is_warned_of_and_possible(
    cast, attendees, register, clock, work
):
    an = attendees.of_both_sessions()
    warned = {}
    for hour in (16, 17):
        clock(hour, 0)
        warned[hour] = "17:00" in cast.organiser().get(ADDRESS).text.split("<main")[1]
    clock(16, 0)

    assert cast.organiser().post(ADDRESS).status_code == 303
    work()
    assert warned == {16: True, 17: False}
    assert register() == [(1, an)]
