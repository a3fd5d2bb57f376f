"""The accounts that everybody may try out, all with one password."""

from datetime import timedelta

from confapp.database import db
from confapp.events import roles
from confapp.events.models import Department, Deputation, Event, Member
from confapp.people import inviting, passwords
from confapp.people.models import User

PASSWORD = "hoi-nghi-demo-2025"  # noqa: S105 – known to everybody, and for sample data only
DOMAIN = "demo.example.org"
WITH_DEPUTY = ("shtt", "tcdlcl")
DELEGATED_FOR = timedelta(days=7)
STAFF = {
    roles.ORGANISER: "Trần Thị Thu Hương",
    roles.MODERATOR: "Lê Quang Huy",
    roles.CLERK: "Đỗ Thị Bích Ngọc",
    roles.DESK: "Phạm Minh Đức",
    roles.SCREEN: "Vũ Hoàng Nam",
    roles.LEGAL: "Bùi Thị Hồng Vân",
}


def open_for(event: Event) -> dict[str, User]:
    """All accounts of the staff, by role, and `head.<code>`, `assistant.<code>` by department.

    Two departments have a `deputy.<code>` as well.
    """
    password_hash = passwords.hashed(PASSWORD)
    staff = {role: _account(role, name, password_hash, event) for role, name in STAFF.items()}
    for role, user in staff.items():
        roles.give(user, role, event)
    for department in event.departments:
        for post, title in (("head", department.head_title.vi), ("assistant", "Chuyên viên")):
            name = f"{title}, {department.short_name.vi}"
            user = _account(f"{post}.{department.code}", name, password_hash, event)
            db.session.add(Member(department=department, user_id=user.id, post=post))
            staff[f"{post}.{department.code}"] = user
    db.session.flush()
    for department in event.departments:
        if department.code in WITH_DEPUTY:
            staff[f"deputy.{department.code}"] = _deputy(department, staff, password_hash)
    return staff


def _deputy(department: Department, staff: dict[str, User], password_hash: str) -> User:
    """A deputy head, to whom the head has delegated approval from the day of the event."""
    event, head = department.event, staff[f"head.{department.code}"]
    name = f"{department.deputy_title.vi}, {department.short_name.vi}"
    user = _account(f"deputy.{department.code}", name, password_hash, event)
    given = Deputation(
        from_on=event.starts_on,
        until_on=event.starts_on + DELEGATED_FOR,
        given_at=event.registration_closes_at - timedelta(days=2),
        given_by_id=head.id,
    )
    member = Member(department=department, user=user, post="deputy", deputations=[given])
    db.session.add(member)
    return user


def account(name: str, full_name: str, event: Event) -> User:
    """One more account of the staff."""
    return _account(name, full_name, passwords.hashed(PASSWORD), event)


def _account(name: str, full_name: str, password_hash: str, event: Event) -> User:
    long_ago = event.registration_closes_at - timedelta(days=30)
    user = inviting.account(f"{name}@{DOMAIN}", full_name, at=long_ago)
    user.password_hash, user.is_sample, user.email_proved_at = password_hash, True, long_ago
    return user
