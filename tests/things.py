"""Things of the tests, with dull valid defaults."""

from itertools import count
from typing import Any

import sqlalchemy as sa
from flask import Flask

from confapp.agenda.models import AgendaSession
from confapp.clock import now
from confapp.database import db
from confapp.events.models import Province
from confapp.people import inviting
from confapp.registration.models import Registration
from tests.cast import the_event

_numbers = count(1)


class Things:
    """Makes a thing, commits it, and gives its id."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def registration(self, full_name: str = "Nguyễn Văn An", **told: Any) -> int:
        """A registered delegate with an account; gives the registration's id."""
        number = next(_numbers)
        with self.app.app_context():
            email = told.pop("email", f"dai-bieu-{number}@example.org")
            user = inviting.account(email, full_name, at=now(), is_staff=False)
            registration = Registration(
                **(self._dull(number) | told), full_name=full_name, email=email, email_key=email
            )
            registration.user = user
            registration.event = the_event()
            registration.province = _province(told.get("province_id"))
            registration.sessions = _sessions()
            registration.index()
            db.session.add(registration)
            db.session.commit()
            return registration.id

    def _dull(self, number: int) -> dict[str, Any]:
        return {
            "submission_id": f"submission-{number:08d}",
            "salutation": "Ông",
            "post": "Chuyên viên",
            "organisation": "Sở Khoa học và Công nghệ tỉnh Lâm Đồng",
            "phone": "0900000000",
            "mode": "in_person",
            "site": "",
            "diet": "",
            "access_needs": "",
            "language": "vi",
            "created_at": now(),
            "changed_at": now(),
        }


def _province(province_id: int | None) -> Province:
    if province_id is not None:
        return db.session.get_one(Province, province_id)
    return db.session.scalars(sa.select(Province).filter_by(short_name="Lâm Đồng")).one()


def _sessions() -> list[AgendaSession]:
    of_event = sa.select(AgendaSession).filter_by(event_id=the_event().id)
    return list(db.session.scalars(of_event.order_by(AgendaSession.starts_at)))
