"""A focal point at work, some days before the conference."""

import pytest
import sqlalchemy as sa

from confapp.clock import now
from confapp.database import db
from confapp.events.models import Department, Province
from confapp.people.models import User
from confapp.registration.delegations import focal_points
from confapp.registration.models import Quota, Registration
from confapp.registration.standing import standing_of
from tests.cast import Browser, the_event
from tests.conftest import set_clock

BEFORE = (2025, 11, 6)


@pytest.fixture(autouse=True)
def some_days_before(app) -> None:
    set_clock(app, 9, 0, day=BEFORE)


@pytest.fixture
def focal_point(app, cast):
    """Somebody who registers for a province by its name, or for a unit by its code."""

    def named(body: str = "Lâm Đồng", email: str = "dau-moi@example.org") -> Browser:
        organiser = cast.organiser()
        with app.app_context():
            focal_points.name_focal_point(
                the_event(),
                _body(body),
                email=email,
                full_name="Bùi Thị Đầu Mối",
                by=db.session.get_one(User, organiser.user_id),
                at=now(),
            )
            db.session.commit()
            user_id = db.session.scalars(sa.select(User.id).filter_by(email=email)).one()
        return cast.sign_in(user_id)

    return named


@pytest.fixture
def quota(app):
    """Sets how many may come in person."""

    def keep(most: int, body: str = "Lâm Đồng") -> None:
        with app.app_context():
            found = _body(body)
            is_province = isinstance(found, Province)
            db.session.add(
                Quota(
                    event_id=the_event().id,
                    province_id=found.id if is_province else None,
                    department_id=None if is_province else found.id,
                    most=most,
                )
            )
            db.session.commit()

    return keep


@pytest.fixture
def standings(app):
    """Where everybody stands, by name."""

    def found() -> dict[str, str]:
        with app.app_context():
            rows = db.session.scalars(sa.select(Registration).order_by(Registration.id))
            return {row.full_name: str(standing_of(row, at=now())) for row in rows}

    return found


def _body(name: str) -> Province | Department:
    province = db.session.scalars(sa.select(Province).filter_by(short_name=name)).one_or_none()
    return province or db.session.scalars(sa.select(Department).filter_by(code=name)).one()
