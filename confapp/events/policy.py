"""Who may do what in an event as a whole."""

from confapp.events import roles
from confapp.events.models import Event
from confapp.people.models import User


def may_organise(user: User, event: Event) -> bool:
    return user.is_administrator or roles.ORGANISER in roles.held_by(user, event)


def may_moderate(user: User, event: Event) -> bool:
    return roles.MODERATOR in roles.held_by(user, event) or may_organise(user, event)


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
