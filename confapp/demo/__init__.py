"""A believable day in full swing: sample people, check-ins, questions and certificates."""

from datetime import datetime

import sqlalchemy as sa
from flask import current_app

from confapp import audit, clock
from confapp.clock import vietnam_time
from confapp.database import db
from confapp.demo import (
    accounts,
    announcements,
    certificates,
    delegates,
    documents,
    legal_documents,
    places,
    programme,
    questions,
    slips,
)
from confapp.events import current
from confapp.events.models import Event
from confapp.registration.models import Registration
from confapp.settings import BadSetting

STARTS_AT = vietnam_time(datetime(2025, 11, 13, 14, 20))  # noqa: DTZ001 – a wall time


def load_if_empty() -> None:
    """Load the sample day into an installation without delegates, and set its clock to 14:20.

    Raises `BadSetting` where real people have registered.
    """
    if not current_app.config["IS_DEMO"]:
        _refuse_real_people()
        clock.turn_to(current_app, STARTS_AT)
        load(db.session.scalars(current.newest()).one())
        db.session.commit()
    clock.turn_to(current_app, _latest())
    clock.keep_turned(current_app)


def load(event: Event) -> None:
    """Everything of the sample day, the same at each load."""
    staff = accounts.open_for(event)
    registered = delegates.register(event, before=STARTS_AT)
    places.give(event, registered, by=staff["organiser"], before=STARTS_AT)
    delegates.check_in(event, registered, by=staff["desk"])
    legal_documents.add(event)
    questions.ask_and_answer(event, registered, staff, now=STARTS_AT)
    slips.hand_out(event, clerk=staff["clerk"], now=STARTS_AT)
    documents.hand_out(event, by=staff["organiser"], now=STARTS_AT)
    programme.let_it_run(event, by=staff["organiser"])
    announcements.write(event, by=staff["organiser"], now=STARTS_AT)
    certificates.issue(event, by=staff["organiser"], now=STARTS_AT)


def _refuse_real_people() -> None:
    if db.session.scalar(sa.select(Registration.id).limit(1)) is not None:
        raise BadSetting(
            "Thư mục dữ liệu đã có đại biểu đăng ký thật; dữ liệu mẫu không được nạp vào. "
            "(This data folder holds real registrations; no sample data is loaded into it.)"
        )


def _latest() -> datetime:
    """Where the day's clock goes on: after whatever happened last."""
    last = db.session.scalar(sa.select(sa.func.max(audit.AuditEntry.at)))
    return max(STARTS_AT, last or STARTS_AT)
