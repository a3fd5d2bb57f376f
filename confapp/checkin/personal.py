"""What check-in holds about a delegate, and how it forgets it."""

from collections.abc import Iterator

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.checkin import checking
from confapp.checkin.models import CheckIn
from confapp.database import db
from confapp.i18n import local
from confapp.registration.models import Registration
from confapp.registration.personal import holding
from confapp.registration.personal.holding import Chapter


@holding.tells
def check_ins(registration: Registration) -> Chapter:
    rows = sa.select(CheckIn).filter_by(registration_id=registration.id).order_by(CheckIn.at)
    return Chapter(
        "check_ins",
        _("Check-ins"),
        {"session": _("Session"), "at": _("Time")},
        [(local(row.session.title), row.at) for row in db.session.scalars(rows)],
        place=40,
    )


@holding.forgets
def forget_check_ins(registration: Registration) -> Iterator[str]:
    theirs = sa.delete(CheckIn).where(CheckIn.registration_id == registration.id)
    if db.session.scalars(theirs.returning(CheckIn.id)).all():
        yield checking.topic(registration.event_id)
