"""Who may do what in an event as a whole."""

from confapp.events import roles
from confapp.events.members import HEAD
from confapp.events.models import Department, Event
from confapp.people.models import User


def may_organise(user: User, event: Event) -> bool:
    return user.is_administrator or roles.ORGANISER in roles.held_by(user, event)


def may_moderate(user: User, event: Event) -> bool:
    return roles.MODERATOR in roles.held_by(user, event) or may_organise(user, event)


def may_read_for_law(user: User, event: Event) -> bool:
    """The second reader, of answers that need one."""
    return roles.LEGAL in roles.held_by(user, event)


def may_check_in(user: User, event: Event) -> bool:
    return roles.DESK in roles.held_by(user, event) or may_organise(user, event)


def may_enter_for_others(user: User, event: Event) -> bool:
    """A clerk types in what delegates hand over on paper or say by telephone."""
    return roles.CLERK in roles.held_by(user, event)


def may_send_delegation(user: User, event: Event) -> bool:
    return roles.FOCAL_POINT in roles.held_by(user, event)


def may_replace_delegates(user: User, event: Event) -> bool:
    return may_send_delegation(user, event) or may_organise(user, event)


def may_run_screen(user: User, event: Event) -> bool:
    return roles.SCREEN in roles.held_by(user, event) or may_moderate(user, event)


def acts_for_department(user: User, event: Event) -> bool:
    return bool(roles.memberships(user, event))


def may_open_departments(user: User, event: Event) -> bool:
    return acts_for_department(user, event) or may_organise(user, event)


def may_see_members(user: User, department: Department) -> bool:
    """Whoever acts for the department, in whatever post; organisers see all."""
    return _post_in(user, department) is not None or may_organise(user, department.event)


def may_delegate(user: User, department: Department) -> bool:
    """The head delegates, and organisers for a head; a deputy does not pass it on."""
    return _post_in(user, department) == HEAD or may_organise(user, department.event)


def _post_in(user: User, department: Department) -> str | None:
    own = roles.memberships(user, department.event)
    return next((one.post for one in own if one.department_id == department.id), None)
