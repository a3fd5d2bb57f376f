"""Writing an answer."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import live
from confapp.access import admit, require
from confapp.clock import now
from confapp.forms import asked_number
from confapp.people.visiting import visitor
from confapp.questions import acts, answering, policy
from confapp.questions.answer_form import AnswerForm, as_fields
from confapp.questions.answering import StaleSave
from confapp.questions.views.answer_page import back, page, sent_form
from confapp.questions.views.blueprint import questions
from confapp.questions.views.finding import on_desk


@questions.get("/desk/<int:number>")
@admit(policy.may_open_desk)
def desk_question(number: int) -> ResponseReturnValue:
    question = on_desk(number)
    return page(question, AnswerForm(**as_fields(question.answer)))


@questions.get("/desk/<int:number>/saved")
@admit(policy.may_open_desk)
def last_saved(number: int) -> ResponseReturnValue:
    question, seen = on_desk(number), asked_number("seen") or 0
    return live.fragment(
        acts.topic(question),
        lambda: render_template("questions/_saved.html", answer=question.answer, seen=seen),
        also=f"-{seen}",
    )


@questions.post("/desk/<int:number>/answer")
@admit(policy.may_open_desk)
def save(number: int) -> ResponseReturnValue:
    question = on_desk(number)
    require(policy.may_answer(visitor(), question))
    form = sent_form()
    if not form.validate():
        return page(question, form), 422
    answer = answering.save_draft(
        question,
        text=form.text.data or "",
        kind=form.kind.data,
        citations=form.citations,
        has_no_provision=form.has_no_provision.data,
        saves_seen=form.saves_seen,
        by=visitor(),
        at=now(),
    )
    if not form.hand_in.data:
        return back(number, _("The draft has been saved."))
    answering.submit_for_approval(answer, by=visitor(), at=now())
    return back(number, _("The answer has been submitted for approval."))


@questions.errorhandler(StaleSave)
def show_both_texts(refusal: StaleSave) -> ResponseReturnValue:
    """The form again with what was typed, and beside it what somebody else saved."""
    form, saved = sent_form(), refusal.saved
    form.saves.data = str(saved.saves)
    return page(saved.question, form, saved_meanwhile=saved), refusal.status
