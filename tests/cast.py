"""The people of the tests, each signed in on a browser of their own."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from confapp.clock import now
from confapp.database import db
from confapp.events import roles
from confapp.events.models import Department, Event, Member
from confapp.people import inviting, signing_in
from confapp.people.models import User
from confapp.registration.models import Registration

SLUG = "tap-huan-13-11-2025"


@dataclass
class Browser:
    """A browser: keeps cookies, and says where a form came from as browsers do."""

    client: FlaskClient
    user_id: int | None = None
    email: str = ""

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.client.get(self._address(path), **({"buffered": True} | more))

    def post(self, path: str, fields: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        headers = {"Sec-Fetch-Site": "same-origin"} | more.pop("headers", {})
        # Read whole and closed, so that nothing of the request stays open after it.
        kept = {"buffered": True} | more
        return self.client.post(self._address(path), data=fields or {}, headers=headers, **kept)

    def _address(self, path: str) -> str:
        """`agenda` is a page of the seeded event, `/sign-in` one of the installation."""
        return path if path.startswith("/") else f"/{SLUG}/{path}"


class Cast:
    """Whoever a test needs, by what they are."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def organiser(self) -> Browser:
        return self._with_role(roles.ORGANISER, "Trần Thị Thu Hương")

    def moderator(self) -> Browser:
        return self._with_role(roles.MODERATOR, "Lê Quang Huy")

    def clerk(self) -> Browser:
        return self._with_role(roles.CLERK, "Đỗ Thị Bích Ngọc")

    def desk(self) -> Browser:
        return self._with_role(roles.DESK, "Phạm Minh Đức")

    def screen(self) -> Browser:
        return self._with_role(roles.SCREEN, "Vũ Hoàng Nam")

    def legal(self) -> Browser:
        return self._with_role(roles.LEGAL, "Bùi Thị Hồng Vân")

    def head(self, department: str) -> Browser:
        return self._member(department, "head", "Hoàng Văn Trưởng")

    def deputy(self, department: str) -> Browser:
        """A deputy head, without a delegation."""
        return self._member(department, "deputy", "Đặng Văn Phó")

    def assistant(self, department: str) -> Browser:
        return self._member(department, "assistant", "Ngô Thị Giúp")

    def delegate(self, registration_id: int) -> Browser:
        """The person who registered."""
        with self.app.app_context():
            user_id = db.session.get_one(Registration, registration_id).user_id
        return self.sign_in(user_id)

    def sign_in(self, user_id: int) -> Browser:
        """A browser on which this user has just signed in."""
        client = self.app.test_client()
        with self.app.app_context():
            user = db.session.get_one(User, user_id)
            sign_in, token = signing_in.start(user, at=now())
            db.session.commit()
            with client.session_transaction() as session:
                session.update(token=token, _user_id=str(sign_in.id), _fresh=True)
            return Browser(client, user_id, user.email)

    def _with_role(self, role: str, name: str) -> Browser:
        with self.app.app_context():
            user = inviting.account(f"{role}@example.org", name, at=now())
            roles.give(user, role, the_event())
            db.session.commit()
            user_id = user.id
        return self.sign_in(user_id)

    def _member(self, code: str, post: str, name: str) -> Browser:
        with self.app.app_context():
            department = db.session.scalars(sa.select(Department).filter_by(code=code)).one()
            user = inviting.account(f"{post}.{code}@example.org", name, at=now())
            if not roles.memberships(user, the_event()):
                member = Member(department_id=department.id, user_id=user.id, post=post)
                db.session.add(member)
            db.session.commit()
            user_id = user.id
        return self.sign_in(user_id)


def the_event() -> Event:
    return db.session.scalars(sa.select(Event).filter_by(slug=SLUG)).one()
