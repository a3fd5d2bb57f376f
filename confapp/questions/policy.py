"""Who may see and do what with questions."""

import sqlalchemy as sa

from confapp import clock
from confapp.events import roles
from confapp.events.models import Department, Event, Member
from confapp.events.policy import (
    acts_for_department,
    may_enter_for_others,
    may_moderate,
    may_organise,
)
from confapp.people.models import User
from confapp.questions.intake import returns_of
from confapp.questions.models import (
    Answer,
    Assistance,
    Offer,
    Publication,
    Question,
    Retraction,
)
from confapp.registration.models import Registration

HEAD, DEPUTY, ASSISTANT = "head", "deputy", "assistant"


def visible_to(user: User | None, event: Event) -> sa.ColumnElement[bool]:
    """What this visitor may see of the event's questions: on a page, in a list, in a search."""
    of_event = Question.event_id == event.id
    if user is None:
        return sa.and_(of_event, was_published())
    if may_moderate(user, event):
        return of_event
    return sa.and_(
        of_event, sa.or_(was_published(), is_asked_by(user), is_with_desk_of(user, event))
    )


def was_published() -> sa.ColumnElement[bool]:
    """Whether the question's address is open to everybody; the text there may be retracted."""
    published = sa.select(Publication.answer_id).where(Publication.question_id == Question.id)
    return published.correlate(Question).exists()


def is_open_to_all() -> sa.ColumnElement[bool]:
    """Whether everybody may read the words; nothing else is shown to who only asks the same."""
    return is_published()


def is_published() -> sa.ColumnElement[bool]:
    """Whether there is an answer that everybody may read: in lists, searches and pages."""
    retracted = sa.select(Retraction.answer_id)
    published = sa.select(Publication.answer_id).where(
        Publication.question_id == Question.id, Publication.answer_id.not_in(retracted)
    )
    return published.correlate(Question).exists()


def is_asked_by(user: User) -> sa.ColumnElement[bool]:
    return Question.asker_id.in_(sa.select(Registration.id).where(Registration.user_id == user.id))


def is_with_desk_of(user: User, event: Event) -> sa.ColumnElement[bool]:
    """Whether the question was sent to a department whose desk this user may open."""
    department_ids = [department.id for department in desks_of(user, event)]
    leads = Offer.department_id.in_(department_ids)
    assists = sa.exists().where(
        Assistance.offer_id == Offer.id, Assistance.department_id.in_(department_ids)
    )
    is_open = sa.and_(Offer.question_id == Question.id, Offer.ended_at.is_(None))
    return sa.exists().where(is_open, sa.or_(leads, assists))


def desks_of(user: User, event: Event) -> list[Department]:
    """The departments that the user acts for; an organiser may look at all of them."""
    own = [member.department for member in roles.memberships(user, event)]
    if not may_organise(user, event):
        return own
    return own + [department for department in event.departments if department not in own]


def may_open_desk(user: User, event: Event) -> bool:
    return acts_for_department(user, event) or may_organise(user, event)


def desk_for(user: User, question: Question) -> Department | None:
    """The desk of the user's on which the question lies: the accountable one's, or a helper's."""
    if question.offer is None:
        return None
    desks = desks_of(user, question.event)
    concerned = (question.offer.department, *question.offer.assisting)
    return next((one for one in concerned if one in desks), None)


def may_open_on_desk(user: User | None, question: Question) -> bool:
    return user is not None and desk_for(user, question) is not None


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


def may_open_attachment(user: User, question: Question) -> bool:
    """The asker, the moderators, and the departments that work on the answer."""
    return may_follow(user, question) or may_write(user, question)


def may_support(user: User | None, question: Question) -> bool:
    """Whether the button is shown; only delegates can press it."""
    return user is not None and question.open_answer is not None and not is_asker(user, question)


def may_see_asker(user: User | None, question: Question) -> bool:
    """Without the name shown, only the asker and who runs the conference see it."""
    if question.asker is None or user is None:
        return question.asker is not None and question.shows_name
    return question.shows_name or is_asker(user, question) or may_moderate(user, question.event)


def may_see_stranger(user: User | None, question: Question) -> bool:
    """The name on a slip of somebody who is not registered, by the same rule."""
    if question.unknown_asker is None or not question.unknown_asker.full_name:
        return False
    return question.shows_name or (user is not None and may_moderate(user, question.event))


def may_triage(user: User, question: Question) -> bool:
    """Accepting, declining, merging, splitting, moving (A4 to A8, A14, A17); organisers may too."""
    return may_moderate(user, question.event)


def may_offer(user: User, question: Question) -> bool:
    """What two departments gave back, only an organiser sends on (A10)."""
    if len(returns_of(question)) > 1:
        return may_organise(user, question.event)
    return may_moderate(user, question.event)


def may_ask_back(user: User, question: Question) -> bool:
    """A moderator, and the department that owns the question (A2)."""
    is_owner = question.is_owned and may_answer(user, question)
    return is_owner or may_moderate(user, question.event)


def may_supply(user: User, question: Question) -> bool:
    """The asker, or a clerk who has the asker on the telephone (A3)."""
    return is_asker(user, question) or may_enter_for_others(user, question.event)


def may_reopen(user: User, question: Question) -> bool:
    """A moderator, and its asker once (A6)."""
    return is_asker(user, question) or may_moderate(user, question.event)


def may_withdraw(user: User, question: Question) -> bool:
    """Only its asker (A9)."""
    return is_asker(user, question)


def may_refer(user: User, question: Question) -> bool:
    """Only an organiser sends a question out of the ministry (A16)."""
    return may_organise(user, question.event)


def may_answer(user: User, question: Question) -> bool:
    """Whoever acts for the one accountable department: taking, giving back, handing in."""
    return _post_for(user, question) is not None


def may_write(user: User, question: Question) -> bool:
    """The accountable department, and those that assist it."""
    if question.offer is None:
        return False
    helpers = {one.id for one in question.offer.assisting}
    return may_answer(user, question) or any(
        member.department_id in helpers for member in roles.memberships(user, question.event)
    )


def may_approve(user: User, question: Question) -> bool:
    """Only the head, or a deputy on the days of a delegation; an assistant never does."""
    post = _post_for(user, question)
    return post is not None and _stands_for_department(post)


def is_head_of(user: User, department: Department, event: Event) -> bool:
    """Whether the user may approve for this department now."""
    return any(
        member.department_id == department.id and _stands_for_department(member)
        for member in roles.memberships(user, event)
    )


def may_publish(user: User, question: Question) -> bool:
    return may_approve(user, question) or may_organise(user, question.event)


def may_take_back(user: User, answer: Answer) -> bool:
    """Who handed the draft in; once it is approved, anybody of the accountable department."""
    if answer.submission is None or not may_answer(user, answer.question):
        return False
    return answer.approval is not None or answer.submission.by_id == user.id


def may_publish_for(user: User, department: Department, event: Event) -> bool:
    """Several answers of a department at once: its head or deputy, and organisers."""
    return is_head_of(user, department, event) or may_organise(user, event)


def _stands_for_department(member: Member) -> bool:
    if member.post == HEAD:
        return True
    today = clock.in_vietnam(clock.now()).date()
    return member.post == DEPUTY and any(
        one.ended_at is None and one.from_on <= today <= one.until_on for one in member.deputations
    )


def _post_for(user: User, question: Question) -> Member | None:
    if question.offer is None:
        return None
    for member in roles.memberships(user, question.event):
        if member.department_id == question.offer.department_id:
            return member
    return None
