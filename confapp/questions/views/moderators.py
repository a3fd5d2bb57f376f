"""What moderators do with a question that comes in: accept it, send it on, ask back, decline it."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit, require
from confapp.clock import now
from confapp.database import db
from confapp.events.current import current_event
from confapp.events.models import Department
from confapp.events.policy import may_moderate
from confapp.forms import asked_number
from confapp.i18n import local
from confapp.people.visiting import visitor
from confapp.questions import accepting, clarifying, ending, policy, routing
from confapp.questions.models import Question
from confapp.questions.suggesting import advising
from confapp.questions.triage import suggestion
from confapp.questions.triage.department_forms import OfferForm
from confapp.questions.triage.forms import AcceptForm, AskBackForm, ReferForm, ReopenForm
from confapp.questions.triage.picking import DeclineForm
from confapp.questions.views.acting import filled_in, for_act, in_event, left
from confapp.questions.views.blueprint import questions


@questions.post("/moderate/questions/<int:number>/acceptance")
@admit(may_moderate)
def accept(number: int) -> ResponseReturnValue:
    question = for_act(number, AcceptForm)
    advice = advising.advisor(question.event).on(question.text)
    with filled_in(AcceptForm, question) as form:
        accepting.accept(
            question,
            domain=form.chosen,
            by=visitor(),
            at=now(),
            suggested=advice.domain if advice.is_sure else None,
            score=advice.score,
        )
    return left(question, _accepted(question), AcceptForm)


@questions.post("/moderate/questions/<int:number>/offer")
@admit(may_moderate)
def send_to_department(number: int) -> ResponseReturnValue:
    question = for_act(number, OfferForm)
    suggested = suggestion.suggested(question).department
    with filled_in(OfferForm, question) as form:
        routing.send_to(
            question,
            form.chosen,
            by=visitor(),
            at=now(),
            suggested=suggested,
            assisting=form.helpers,
            due_at=form.due,
        )
    return left(question, _sent_to(question, form.chosen), OfferForm)


@questions.post("/moderate/questions/<int:number>/information-request")
@admit(may_moderate)
def ask_back(number: int) -> ResponseReturnValue:
    question = for_act(number, AskBackForm)
    with filled_in(AskBackForm, question) as form:
        clarifying.ask_back(question, message=form.message.data, by=visitor(), at=now())
    sentence = _("The asker of %(number)s has been asked back.", number=question.reference)
    return left(question, sentence, AskBackForm)


@questions.post("/moderate/questions/<int:number>/refusal")
@admit(may_moderate)
def decline(number: int) -> ResponseReturnValue:
    question = for_act(number, DeclineForm)
    with filled_in(DeclineForm, question) as form:
        ending.decline(
            question,
            reason_code=form.code.data,
            reason=form.reason.data,
            answered_by=form.chosen,
            by=visitor(),
            at=now(),
        )
    return left(
        question, _("%(number)s has been declined.", number=question.reference), DeclineForm
    )


@questions.post("/moderate/questions/<int:number>/reopening")
@admit(may_moderate)
def reopen(number: int) -> ResponseReturnValue:
    question = for_act(number, ReopenForm)
    with filled_in(ReopenForm, question) as form:
        ending.reopen(question, note=form.note.data, by=visitor(), at=now())
    sentence = _("%(number)s is open again and waits to be accepted.", number=question.reference)
    return left(question, sentence, ReopenForm)


@questions.post("/moderate/questions/<int:number>/referral")
@admit(may_moderate)
def refer(number: int) -> ResponseReturnValue:
    question = for_act(number, ReferForm)
    with filled_in(ReferForm, question) as form:
        ending.refer(question, body=form.body.data, reason=form.reason.data, by=visitor(), at=now())
    sentence = _(
        "%(number)s has been referred to %(body)s.", number=question.reference, body=form.body.data
    )
    return left(question, sentence, ReferForm)


@questions.post("/questions/<int:number>/offer")
@admit(may_moderate)
def offer(number: int) -> ResponseReturnValue:
    """From the console of the hall, by one button for each department."""
    question, department = in_event(number), _chosen_department()
    require(policy.may_offer(visitor(), question))
    advice = advising.advisor(current_event()).on_waiting(question)
    routing.send_to(question, department, by=visitor(), at=now(), suggested=advice.department)
    sentence = _sent_to(question, department)
    db.session.commit()
    flash(sentence, "done")
    return redirect(url_for("hall.moderate"), 303)


def _accepted(question: Question) -> str:
    if question.department is not None:
        return _sent_to(question, question.department)
    return _(
        "%(number)s has been accepted. Please choose its department.", number=question.reference
    )


def _sent_to(question: Question, department: Department) -> str:
    return _(
        "%(number)s has been sent to %(department)s.",
        number=question.reference,
        department=local(department.name),
    )


def _chosen_department() -> Department:
    wanted = asked_number("department_id")
    department = next((d for d in current_event().departments if d.id == wanted), None)
    if department is None:
        abort(404)
    return department
