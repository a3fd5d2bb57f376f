"""What askers, and who asks the same, do on the page of a question."""

from typing import NamedTuple

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import require, reveal, signed_in
from confapp.clock import now
from confapp.database import db
from confapp.forms import Form, read
from confapp.people.visiting import visitor
from confapp.questions import clusters, ending, own, policy
from confapp.questions.models import Question
from confapp.questions.own import NotDone
from confapp.questions.own_forms import InformationForm, ReopeningForm
from confapp.questions.views import enclosed_file
from confapp.questions.views.blueprint import questions
from confapp.questions.views.finding import visible_question


class Page(NamedTuple):
    """On which page the asker does something, what it is, and with which form."""

    template: str
    act: str
    form: type[Form]


PAGES = {
    "information": Page("questions/information.html", own.SUPPLY, InformationForm),
    "reopening": Page("questions/reopening.html", own.REOPEN, ReopeningForm),
    "withdrawal": Page("questions/withdrawal.html", own.WITHDRAW, Form),
}


@questions.get("/questions/<int:number>/information")
@signed_in
def information(number: int) -> ResponseReturnValue:
    question = _own(number)
    return _opened("information", question, InformationForm(text=question.text))


@questions.post("/questions/<int:number>/information")
@signed_in
def supply(number: int) -> ResponseReturnValue:
    question, form = _own(number), read(InformationForm)
    if not form.validate():
        return _page("information", question, form), 422
    own.supply(question, text=form.whole, by=visitor(), at=now())
    return _back(question, _("What was added has been sent; the question goes on."))


@questions.get("/questions/<int:number>/reopening")
@signed_in
def reopening(number: int) -> ResponseReturnValue:
    return _opened("reopening", _own(number), ReopeningForm())


@questions.post("/questions/<int:number>/reopening")
@signed_in
def ask_to_reopen(number: int) -> ResponseReturnValue:
    question, form = _own(number), read(ReopeningForm)
    if not form.validate():
        return _page("reopening", question, form), 422
    own.reopen(question, note=form.note.data, by=visitor(), at=now())
    return _back(question, _("A moderator reads the question once more."))


@questions.get("/questions/<int:number>/withdrawal")
@signed_in
def withdrawal(number: int) -> ResponseReturnValue:
    return _opened("withdrawal", _own(number), Form())


@questions.post("/questions/<int:number>/withdrawal")
@signed_in
def withdraw(number: int) -> ResponseReturnValue:
    question = _own(number)
    own.withdraw(question, by=visitor(), at=now())
    stays = question.left_at is not None
    return _back(
        question,
        _("The question stays for the others, without its asker's name.")
        if stays
        else _("The question has been withdrawn."),
    )


@questions.get("/questions/<int:number>/attachment")
@signed_in
def attachment(number: int) -> ResponseReturnValue:
    question = visible_question(number)
    reveal(policy.may_open_attachment(visitor(), question))
    return enclosed_file.as_it_came(question)


@questions.errorhandler(NotDone)
def keep_what_was_said(refusal: NotDone) -> ResponseReturnValue:
    """The page again, with the sentence above what was typed."""
    path = request.path.rpartition("/")[2]
    form = read(PAGES[path].form)
    form.form_errors.append(str(refusal.sentence))
    number = (request.view_args or {})["number"]
    return _page(path, visible_question(number), form), refusal.status


def _own(number: int) -> Question:
    question = visible_question(number)
    require(policy.is_asker(visitor(), question))
    return question


def _opened(name: str, question: Question, form: Form) -> ResponseReturnValue:
    """The page, or that of the question itself when nothing of the kind can be done now."""
    if PAGES[name].act in own.open_acts(question):
        return _page(name, question, form)
    flash(_("This cannot be done with the question as it stands now."), "warning")
    return redirect(url_for(".show", number=question.number), 303)


def _page(name: str, question: Question, form: Form) -> str:
    others = clusters.others_behind(question)
    return render_template(
        PAGES[name].template,
        question=question,
        form=form,
        others=others,
        stays=others >= ending.ENOUGH_BEHIND,
    )


def _back(question: Question, sentence: str) -> ResponseReturnValue:
    page = url_for(".show", number=question.number)
    db.session.commit()
    flash(sentence, "done")
    return redirect(page, 303)
