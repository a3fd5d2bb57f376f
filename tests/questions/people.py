"""One person of each role that the rule book names, inside the app's own ground."""

from datetime import date, timedelta

from confapp.clock import now
from confapp.database import db
from confapp.events import roles
from confapp.events.models import Deputation, Member
from confapp.people import inviting
from confapp.people.models import User
from confapp.registration.models import Registration
from tests.cast import the_event
from tests.questions.making import department_of
from tests.things import Things

STAFF = (roles.MODERATOR, roles.ORGANISER, roles.CLERK, roles.LEGAL, roles.SCREEN, roles.DESK)
DEPARTMENT = "shtt"


def everybody(things: Things) -> dict[str, User]:
    """The asker, another delegate, the staff, a department's people, and the head of another."""
    asker, other = (things.registration(name) for name in ("Nguyễn Văn An", "Lý Thị Khác"))
    people = {
        "asker": db.session.get_one(Registration, asker).user,
        "other delegate": db.session.get_one(Registration, other).user,
        "head": _member(DEPARTMENT, "head"),
        "deputy": _member(DEPARTMENT, "deputy"),
        "deputy without delegation": _member(DEPARTMENT, "deputy", "resting"),
        "assistant": _member(DEPARTMENT, "assistant"),
        "colleague": _member(DEPARTMENT, "assistant", "colleague"),
        "other head": _member("vt", "head"),
    }
    for role in STAFF:
        people[role] = inviting.account(f"{role}@example.org", role, at=now())
        roles.give(people[role], role, the_event())
    _delegate_to(people["deputy"], given_by=people["head"])
    db.session.commit()
    return people


def registration_of(user: User) -> Registration:
    return db.session.query(Registration).filter_by(user_id=user.id).one()


def _member(code: str, post: str, name: str = "") -> User:
    user = inviting.account(f"{name or post}.{code}@example.org", name or post, at=now())
    user.is_staff = True
    department = department_of(code)
    db.session.add(Member(department_id=department.id, user=user, post=post))
    db.session.flush()
    return user


def _delegate_to(user: User, *, given_by: User) -> None:
    [member] = roles.memberships(user, the_event())
    day = date(2025, 11, 1)
    member.deputations.append(
        Deputation(
            from_on=day,
            until_on=day + timedelta(days=30),
            given_at=now(),
            given_by_id=given_by.id,
        )
    )
