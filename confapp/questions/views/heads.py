"""What the head of a department does with an answer, and the organisers' publishing."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit, require
from confapp.clock import now
from confapp.forms import read
from confapp.people.visiting import visitor
from confapp.questions import approving, correcting, policy
from confapp.questions.answer_form import AnswerForm
from confapp.questions.forms import ReasonForm, ReturnForm
from confapp.questions.views.answer_page import back, page
from confapp.questions.views.blueprint import questions
from confapp.questions.views.finding import answer_on_desk, on_desk


@questions.post("/desk/<int:number>/return")
@admit(policy.may_open_desk)
def send_back(number: int) -> ResponseReturnValue:
    answer, form = answer_on_desk(number), read(ReturnForm)
    require(policy.may_approve(visitor(), answer.question))
    if not form.validate():
        return page(answer.question, returning=form), 422
    approving.send_back_to_draft(answer, reason=form.reason.data, by=visitor(), at=now())
    return back(number, _("The answer is a draft again."))


@questions.post("/desk/<int:number>/approval")
@admit(policy.may_open_desk)
def approve(number: int) -> ResponseReturnValue:
    answer = answer_on_desk(number)
    require(policy.may_approve(visitor(), answer.question))
    seen = read(AnswerForm).saves_seen
    approving.approve(answer, saves_seen=seen, by=visitor(), at=now())
    return back(number, _("The answer has been approved."))


@questions.post("/desk/<int:number>/publication")
@admit(policy.may_open_desk)
def publish(number: int) -> ResponseReturnValue:
    answer = answer_on_desk(number)
    require(policy.may_publish(visitor(), answer.question))
    approving.publish(answer, by=visitor(), at=now())
    return back(number, _("The answer is published. The asker gets a letter."))


@questions.post("/desk/<int:number>/retraction")
@admit(policy.may_open_desk)
def retract(number: int) -> ResponseReturnValue:
    question, form = on_desk(number), read(ReasonForm)
    require(policy.may_publish(visitor(), question))
    if not form.validate():
        return page(question, retracting=form), 422
    correcting.retract(question, reason=form.reason.data, by=visitor(), at=now())
    return back(number, _("The answer is retracted. Its address says so, with the reason."))
