"""Who may see and do what with questions."""

import sqlalchemy as sa

from confapp.events import roles
from confapp.events.models import Department, Event
from confapp.events.policy import acts_for_department, may_moderate, may_organise
from confapp.people.models import User
from confapp.questions.models import Answer, Offer, Publication, Question
from confapp.registration.models import Registration

HEAD = "head"


def visible_to(user: User | None, event: Event) -> sa.ColumnElement[bool]:
    """What this visitor may see of the event's questions: on a page, in a list, in a search."""
    of_event = Question.event_id == event.id
    if user is None:
        return sa.and_(of_event, is_published())
    if may_moderate(user, event):
        return of_event
    return sa.and_(
        of_event, sa.or_(is_published(), is_asked_by(user), is_with_desk_of(user, event))
    )


def is_published() -> sa.ColumnElement[bool]:
    published = sa.select(Publication).join(Answer, Publication.answer_id == Answer.id)
    return published.where(Answer.question_id == Question.id).exists()


def is_asked_by(user: User) -> sa.ColumnElement[bool]:
    return Question.asker_id.in_(sa.select(Registration.id).where(Registration.user_id == user.id))


def is_with_desk_of(user: User, event: Event) -> sa.ColumnElement[bool]:
    """Whether the question was sent to a department whose desk this user may open."""
    department_ids = [department.id for department in desks_of(user, event)]
    offered = Offer.department_id.in_(department_ids)
    return sa.exists().where(Offer.question_id == Question.id, offered)


def desks_of(user: User, event: Event) -> list[Department]:
    """The departments that the user acts for; an organiser may look at all of them."""
    own = [member.department for member in roles.memberships(user, event)]
    if not may_organise(user, event):
        return own
    return own + [department for department in event.departments if department not in own]


def may_open_desk(user: User, event: Event) -> bool:
    return acts_for_department(user, event) or may_organise(user, event)


def may_open_on_desk(user: User | None, question: Question) -> bool:
    if user is None or question.offer is None:
        return False
    return question.offer.department in desks_of(user, question.event)


def may_ask(registration: Registration | None) -> bool:
    return registration is not None and not registration.is_cancelled


def may_follow(user: User | None, question: Question) -> bool:
    """Whether the way of the question is shown: to its asker and to who works on it."""
    if user is None:
        return False
    return (
        is_asker(user, question) or may_moderate(user, question.event) or may_answer(user, question)
    )


def is_asker(user: User | None, question: Question) -> bool:
    return user is not None and question.asker is not None and question.asker.user_id == user.id


def may_see_asker(user: User | None, question: Question) -> bool:
    """Without the name shown, only the asker and who runs the conference see it."""
    if question.asker is None or user is None:
        return question.asker is not None and question.shows_name
    return question.shows_name or is_asker(user, question) or may_moderate(user, question.event)


def may_answer(user: User, question: Question) -> bool:
    """The head and the assistants of the one accountable department."""
    return _post_for(user, question) is not None


def may_approve(user: User, question: Question) -> bool:
    """Only the head stands for an answer; an assistant never does."""
    return _post_for(user, question) == HEAD


def is_head_of(user: User, department: Department, event: Event) -> bool:
    return any(
        member.department_id == department.id and member.post == HEAD
        for member in roles.memberships(user, event)
    )


def may_publish(user: User, question: Question) -> bool:
    return may_approve(user, question) or may_organise(user, question.event)


def _post_for(user: User, question: Question) -> str | None:
    if question.offer is None:
        return None
    for member in roles.memberships(user, question.event):
        if member.department_id == question.offer.department_id:
            return member.post
    return None
