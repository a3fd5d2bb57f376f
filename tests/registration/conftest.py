"""A form as a delegate fills it in, and how many places there are."""

from itertools import count
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from confapp.agenda.models import AgendaSession
from confapp.database import db
from confapp.registration.models import PlaceRules
from tests.cast import the_event

_numbers = count(1)


@pytest.fixture
def fields(app: Flask):
    """The fields of a valid form; arguments replace some."""
    with app.app_context():
        sessions = [str(n) for n in db.session.scalars(sa.select(AgendaSession.id))]

    def filled_in(**told: Any) -> dict[str, Any]:
        return {
            "submission_id": f"a-random-submission-{next(_numbers):06d}",
            "salutation": "Bà",
            "full_name": "Nguyễn Thị Thuỳ Trang",
            "post": "Phó Trưởng phòng",
            "organisation": "Sở Khoa học và Công nghệ tỉnh Lâm Đồng",
            "province": "68",
            "email": "trang@example.org",
            "phone": "0912 345 678",
            "mode": "in_person",
            "site": "",
            "sessions": sessions,
            "diet": "",
            "access_needs": "",
            "organising": "y",
        } | told

    return filled_in


@pytest.fixture
def places(app: Flask):
    """Sets how many may come in person."""

    def keep(number: int) -> None:
        with app.app_context():
            rules = PlaceRules(
                event_id=the_event().id,
                in_person=number,
                online=None,
                needs_approval=False,
                hours_to_confirm=24,
            )
            db.session.add(rules)
            db.session.commit()

    return keep
