"""Sending a question that waits to a department."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit
from confapp.clock import now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.models import Department
from confapp.events.policy import may_moderate
from confapp.forms import asked_number
from confapp.i18n import local
from confapp.people.visiting import visitor
from confapp.questions import policy, routing
from confapp.questions.models import Question
from confapp.questions.suggesting import advising
from confapp.questions.views.blueprint import questions


@questions.post("/questions/<int:number>/offer")
@admit(may_moderate)
def offer(number: int) -> ResponseReturnValue:
    visible = policy.visible_to(visitor(), current_event())
    question = find(Question, Question.number == number, visible)
    department = _chosen_department()
    advice = advising.advisor(current_event()).on_waiting(question)
    routing.send_to(question, department, by=visitor(), at=now(), suggested=advice.department)
    sentence = _(
        "%(number)s has been sent to %(department)s.",
        number=question.reference,
        department=local(department.name),
    )
    db.session.commit()
    flash(sentence, "done")
    return redirect(url_for("hall.moderate"), 303)


def _chosen_department() -> Department:
    wanted = asked_number("department_id")
    department = next((d for d in current_event().departments if d.id == wanted), None)
    if department is None:
        abort(404)
    return department
