"""Writing an answer."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import live
from confapp.access import admit, require
from confapp.clock import now
from confapp.database import db
from confapp.forms import asked_number, read
from confapp.people.visiting import visitor
from confapp.questions import acts, answering, correcting, draft_lock, policy
from confapp.questions.answer_form import AnswerForm
from confapp.questions.answering import NotSaved, StaleSave
from confapp.questions.forms import ReasonForm
from confapp.questions.models import Question
from confapp.questions.views.answer_page import back, page, sent_form
from confapp.questions.views.blueprint import questions
from confapp.questions.views.finding import answer_on_desk, on_desk


@questions.get("/desk/<int:number>")
@admit(policy.may_open_desk)
def desk_question(number: int) -> ResponseReturnValue:
    return page(on_desk(number))


@questions.get("/desk/<int:number>/saved")
@admit(policy.may_open_desk)
def last_saved(number: int) -> ResponseReturnValue:
    question, seen = on_desk(number), asked_number("seen") or 0
    lock = draft_lock.held_by_another(question, visitor(), at=now())
    return live.fragment(
        acts.topic(question),
        lambda: _saved(question, seen),
        also=f"-{seen}-{lock.user_id if lock else 0}",
    )


@questions.post("/desk/<int:number>/writing")
@admit(policy.may_open_desk)
def go_on_writing(number: int) -> ResponseReturnValue:
    """Somebody is typing; gives what the page says of who else is."""
    question, seen = on_desk(number), asked_number("seen") or 0
    require(policy.may_write(visitor(), question))
    draft_lock.go_on(question, by=visitor(), at=now())
    said = _saved(question, seen)
    db.session.commit()
    return said


@questions.post("/desk/<int:number>/writing/takeover")
@admit(policy.may_open_desk)
def take_over_writing(number: int) -> ResponseReturnValue:
    question = on_desk(number)
    require(policy.may_write(visitor(), question))
    draft_lock.take_over(question, by=visitor(), at=now())
    return back(number, _("You are writing this answer now."))


@questions.post("/desk/<int:number>/answer")
@admit(policy.may_open_desk)
def save(number: int) -> ResponseReturnValue:
    question, form = on_desk(number), sent_form()
    require(policy.may_write(visitor(), question))
    require(not form.hand_in.data or policy.may_answer(visitor(), question))
    if form.one_more.data or not form.validate():
        return page(question, form), 200 if form.one_more.data else 422
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


@questions.post("/desk/<int:number>/preview")
@admit(policy.may_open_desk)
def preview(number: int) -> ResponseReturnValue:
    """How the text that was typed will look; nothing is saved."""
    question = on_desk(number)
    require(policy.may_write(visitor(), question))
    form = sent_form()
    return page(question, form, preview=form.text.data or "")


@questions.post("/desk/<int:number>/take-back")
@admit(policy.may_open_desk)
def take_back(number: int) -> ResponseReturnValue:
    answer, form = answer_on_desk(number), read(ReasonForm)
    require(policy.may_take_back(visitor(), answer))
    if answer.approval is not None and answer.publication is None and not form.validate():
        return page(answer.question, taking_back=form), 422
    answering.take_back(answer, reason=form.reason.data or "", by=visitor(), at=now())
    return back(number, _("The answer is a draft again."))


@questions.post("/desk/<int:number>/correction")
@admit(policy.may_open_desk)
def begin_correction(number: int) -> ResponseReturnValue:
    question, form = on_desk(number), read(ReasonForm)
    require(policy.may_answer(visitor(), question))
    if not form.validate():
        return page(question, correcting=form), 422
    correcting.begin(question, reason=form.reason.data, by=visitor(), at=now())
    return back(number, _("A new version is being drafted."))


@questions.post("/desk/<int:number>/correction/drop")
@admit(policy.may_open_desk)
def drop_correction(number: int) -> ResponseReturnValue:
    question, seen = on_desk(number), read(AnswerForm).saves_seen
    require(policy.may_answer(visitor(), question))
    correcting.drop(question, saves_seen=seen, by=visitor(), at=now())
    return back(number, _("The new version is dropped. The draft is kept as a note."))


@questions.errorhandler(StaleSave)
def show_both_texts(refusal: StaleSave) -> ResponseReturnValue:
    """The form again with what was typed, and beside it what somebody else saved."""
    form, saved = sent_form(), refusal.saved
    form.saves.data = str(saved.saves)
    return page(saved.question, form, saved_meanwhile=saved), refusal.status


@questions.errorhandler(NotSaved)
def give_back_what_was_typed(refusal: NotSaved) -> ResponseReturnValue:
    """Why nothing is written here any more, and the words that were typed, to take along."""
    form = sent_form()
    return page(refusal.question, unsaved=form.text.data, why=refusal.sentence), refusal.status


def _saved(question: Question, seen: int) -> str:
    return render_template(
        "questions/_saved.html",
        question=question,
        answer=question.answer,
        seen=seen,
        lock=draft_lock.held_by_another(question, visitor(), at=now()),
    )
