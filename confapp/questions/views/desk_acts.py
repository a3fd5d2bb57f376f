"""What a department does with a question besides answering: giving it back, asking its asker."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit, require
from confapp.clock import now
from confapp.database import db
from confapp.forms import read
from confapp.people.visiting import visitor
from confapp.questions import clarifying, guards, owning, policy
from confapp.questions.desk_forms import AskBackForm, GiveBackForm
from confapp.questions.intake import Intake
from confapp.questions.models import Question
from confapp.questions.views.blueprint import questions
from confapp.questions.views.finding import on_desk


@questions.get("/desk/<int:number>/offer/return")
@admit(policy.may_open_desk)
def new_offer_return(number: int) -> ResponseReturnValue:
    question = on_desk(number)
    require(policy.may_answer(visitor(), question))
    guards.enter(question, Intake.OFFERED)
    return _return_page(question, GiveBackForm())


@questions.post("/desk/<int:number>/offer/return")
@admit(policy.may_open_desk)
def give_back(number: int) -> ResponseReturnValue:
    question, form = on_desk(number), read(GiveBackForm)
    require(policy.may_answer(visitor(), question))
    guards.enter(question, Intake.OFFERED)
    form.offer(question)
    if not form.validate():
        return _return_page(question, form), 422
    code, reference = _desk_code(question), question.reference
    owning.give_back(
        question,
        reason_code=form.reason_code.data,
        reason=form.reason.data,
        named=form.named_department,
        by=visitor(),
        at=now(),
    )
    return _to_desk(code, _("%(number)s has gone back to the moderators.", number=reference))


@questions.get("/desk/<int:number>/info-request")
@admit(policy.may_open_desk)
def new_info_request(number: int) -> ResponseReturnValue:
    question = on_desk(number)
    require(policy.may_ask_back(visitor(), question))
    guards.enter(question, Intake.OFFERED, Intake.OWNED)
    return _ask_page(question, AskBackForm())


@questions.post("/desk/<int:number>/info-request")
@admit(policy.may_open_desk)
def ask_back_from_desk(number: int) -> ResponseReturnValue:
    question, form = on_desk(number), read(AskBackForm)
    require(policy.may_ask_back(visitor(), question))
    guards.enter(question, Intake.OFFERED, Intake.OWNED)
    if not form.validate():
        return _ask_page(question, form), 422
    code = _desk_code(question)
    clarifying.ask_back(question, message=form.message.data, by=visitor(), at=now())
    return _to_desk(code, _("The asker has been asked. Until they answer, the clock stands still."))


def _desk_code(question: Question) -> str:
    department = question.department
    if department is None:
        raise ValueError("a question on a desk has a department")
    return department.code


def _to_desk(code: str, sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "done")
    return redirect(url_for(".desk", department=code), 303)


def _return_page(question: Question, form: GiveBackForm) -> str:
    form.offer(question)
    return render_template("questions/desk_return.html", question=question, form=form)


def _ask_page(question: Question, form: AskBackForm) -> str:
    return render_template("questions/desk_info_request.html", question=question, form=form)
