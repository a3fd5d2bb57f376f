"""For clerks who have the asker on the telephone, and for whoever asks after a slip."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import audit
from confapp.access import admit, public, require
from confapp.clock import now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_enter_for_others
from confapp.forms import read, searched
from confapp.limits import limiter
from confapp.paging import page_of
from confapp.people.visiting import visitor
from confapp.questions import clarifying, entering, policy, slips
from confapp.questions.models import Question
from confapp.questions.slip_forms import NOT_WRITTEN, WordsForm
from confapp.questions.states import Place, stands_at
from confapp.questions.views.blueprint import questions
from confapp.registration import delegates


@questions.get("/clerk/waiting")
@admit(may_enter_for_others)
def waiting_for_askers() -> ResponseReturnValue:
    event_id, user_id = current_event().id, visitor().id
    audit.note_reading("askers who were asked back", user_id=user_id, event_id=event_id)
    page = page_of(entering.waiting_for_askers(current_event()))
    return render_template("questions/clerk/waiting.html", page=page)


@questions.get("/clerk/waiting/<int:number>")
@admit(may_enter_for_others)
def information_form(number: int) -> ResponseReturnValue:
    question = _waiting(number)
    return _information_page(question, WordsForm(text=question.text))


@questions.post("/clerk/waiting/<int:number>")
@admit(may_enter_for_others)
def supply_for_asker(number: int) -> ResponseReturnValue:
    question, form = _of_event(number), read(WordsForm)
    require(policy.may_supply(visitor(), question))
    if not form.validate():
        # Only of who is waited for may a clerk read the name and the telephone number.
        return _information_page(_waiting(number), form), 422
    clarifying.supply(question, text=form.text.data, by=visitor(), at=now())
    db.session.commit()
    flash(_("%(number)s goes on with the new words.", number=question.reference), "done")
    return redirect(url_for(".waiting_for_askers"), 303)


@questions.post("/clerk/questions/<int:number>/name/removal")
@admit(may_enter_for_others)
def forget_stranger(number: int) -> ResponseReturnValue:
    question = _of_event(number)
    entering.forget_stranger(question, by=visitor())
    db.session.commit()
    flash(_("The name of %(number)s has been removed.", number=question.reference), "done")
    return redirect(url_for(".slip_entry"), 303)


@questions.get("/slips")
@public
@limiter.limit("200 per minute")
def look_up_slip() -> ResponseReturnValue:
    serial, province = searched("serial", longest=5), searched("province", longest=4)
    is_number = serial.isascii() and serial.isdigit()
    is_asked = bool(serial)
    code = "" if province == NOT_WRITTEN else province
    found = entering.by_slip(current_event(), int(serial), code) if is_number and province else None
    return render_template(
        "questions/look_up_slip.html",
        serial=serial,
        province=province,
        provinces=db.session.scalars(delegates.provinces()).all(),
        question=found,
        is_asked=is_asked,
        not_written=NOT_WRITTEN,
        written=slips.written,
    )


def _of_event(number: int) -> Question:
    return find(Question, Question.event_id == current_event().id, Question.number == number)


def _waiting(number: int) -> Question:
    of_event = Question.event_id == current_event().id
    waiting = stands_at(Place.NEEDS_INFORMATION)
    return find(Question, of_event, Question.number == number, waiting)


def _information_page(question: Question, form: WordsForm) -> str:
    return render_template("questions/clerk/information.html", question=question, form=form)
