"""Asking a question."""

from urllib.parse import unquote

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import access
from confapp.access import public, require, signed_in
from confapp.clock import now
from confapp.database import db
from confapp.events.current import current_event
from confapp.forms import read
from confapp.people.visiting import visitor_or_none
from confapp.questions import asking, policy
from confapp.questions.asking import NotAsked
from confapp.questions.forms import YES, QuestionForm
from confapp.questions.suggesting import advising
from confapp.questions.views.blueprint import questions
from confapp.registration import delegates
from confapp.registration.models import Registration
from confapp.vietnamese import nfc


@questions.get("/questions/new")
@public
def new() -> ResponseReturnValue:
    if visitor_or_none() is None:
        access.remember_where_to_go()
    if not policy.may_ask(_registration()):
        return render_template("questions/not_registered.html", registration=_registration())
    return _form_page(read(QuestionForm))


@questions.post("/questions/new")
@signed_in
def ask() -> ResponseReturnValue:
    registration = _registration()
    require(policy.may_ask(registration))
    form = read(QuestionForm)
    form.offer(current_event())
    if registration is None or not form.validate():
        return _form_page(form), 422
    question = asking.ask(
        registration,
        domain=form.chosen_domain or advising.advisor(current_event()).on(form.text.data).domain,
        text=form.text.data,
        shows_name=form.shows_name.data == YES,
        submission_id=form.submission_id.data,
        at=now(),
    )
    flash(_("Question %(number)s has been sent.", number=question.reference), "done")
    page = url_for(".show", number=question.number)
    db.session.commit()
    return redirect(page, 303)


@questions.get("/questions/new/suggestion")
@signed_in
def suggest() -> ResponseReturnValue:
    """The domain that the words typed so far suggest."""
    require(policy.may_ask(_registration()))
    # In a header: addresses are written into the logs of proxies, and what is not sent yet is not
    # ours to keep; a POST would hold the database while everybody types.
    typed = nfc(unquote(request.headers.get("Question-Text", "")))
    advice = advising.advisor(current_event()).on(typed)
    return render_template("questions/_suggestion.html", advice=advice)


@questions.errorhandler(NotAsked)
def keep_what_was_typed(refusal: NotAsked) -> ResponseReturnValue:
    """The form again, with the sentence above what was typed."""
    form = read(QuestionForm)
    form.form_errors.append(str(refusal.sentence))
    return _form_page(form), refusal.status


def _registration() -> Registration | None:
    user = visitor_or_none()
    return db.session.scalar(delegates.own(user, current_event())) if user else None


def _form_page(form: QuestionForm) -> str:
    event = current_event()
    form.offer(event)
    is_open = now() <= event.questions_close_at
    return render_template("questions/new.html", form=form, is_open=is_open, event=event)
