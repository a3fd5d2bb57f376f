"""The accounts that everybody may try out, all with one password."""

from datetime import timedelta

from confapp.database import db
from confapp.events import roles
from confapp.events.models import Event, Member
from confapp.people import inviting, passwords
from confapp.people.models import User

PASSWORD = "hoi-nghi-demo-2025"  # noqa: S105 – known to everybody, and for sample data only
DOMAIN = "demo.example.org"
STAFF = {
    roles.ORGANISER: "Trần Thị Thu Hương",
    roles.MODERATOR: "Lê Quang Huy",
    roles.CLERK: "Đỗ Thị Bích Ngọc",
    roles.DESK: "Phạm Minh Đức",
    roles.SCREEN: "Vũ Hoàng Nam",
    roles.LEGAL: "Bùi Thị Hồng Vân",
}


def open_for(event: Event) -> dict[str, User]:
    """All accounts of the staff, by role, and `head.<code>`, `assistant.<code>` by department."""
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
    return staff


def account(name: str, full_name: str, event: Event) -> User:
    """One more account of the staff."""
    return _account(name, full_name, passwords.hashed(PASSWORD), event)


def _account(name: str, full_name: str, password_hash: str, event: Event) -> User:
    long_ago = event.registration_closes_at - timedelta(days=30)
    user = inviting.account(f"{name}@{DOMAIN}", full_name, at=long_ago)
    user.password_hash, user.is_sample, user.email_proved_at = password_hash, True, long_ago
    return user
