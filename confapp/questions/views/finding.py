"""What pages find: what the visitor may see, and on a desk only what was sent to it."""

from flask import abort, request

from confapp.database import SAFE_METHODS, find
from confapp.events.current import current_event
from confapp.events.models import Department
from confapp.people.visiting import visitor, visitor_or_none
from confapp.questions import acts, policy
from confapp.questions.models import Answer, Offer, Question


def visible_question(number: int) -> Question:
    visible = policy.visible_to(visitor_or_none(), current_event())
    return find(Question, Question.number == number, visible)


def on_desk(number: int) -> Question:
    question = _on_desk(number)
    if request.method in SAFE_METHODS:
        return question
    # While one waits for another's act, the question may leave the desk.
    acts.alone(question)
    return _on_desk(number)


def offer_on_desk(number: int) -> Offer:
    offer = on_desk(number).offer
    if offer is None:
        abort(404)
    return offer


def answer_on_desk(number: int) -> Answer:
    answer = on_desk(number).answer
    if answer is None:
        abort(404)
    return answer


def asked_department() -> Department:
    """The department that the address names, or the first of the visitor's own."""
    wanted = request.args.get("department")
    own = policy.desks_of(visitor(), current_event())
    department = next((d for d in own if wanted in (None, d.code)), None)
    if department is None:
        abort(404)
    return department


def _on_desk(number: int) -> Question:
    event = current_event()
    of_event = Question.event_id == event.id
    is_here = policy.is_with_desk_of(visitor(), event)
    return find(Question, of_event, Question.number == number, is_here)
