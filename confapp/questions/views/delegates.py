"""Asking a question."""

from urllib.parse import unquote

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import access, bodies
from confapp.access import public, require, signed_in
from confapp.clock import now
from confapp.database import commit_at_last, db
from confapp.errors import Refusal
from confapp.events.current import current_event
from confapp.forms import read
from confapp.one_writer import begin_writing, reads_first
from confapp.people.visiting import visitor, visitor_or_none
from confapp.questions import asking, citing, policy
from confapp.questions.asking import FileNotTaken, NotAsked
from confapp.questions.asking_form import YES, QuestionForm
from confapp.questions.enclosing import LARGEST_FILE, Enclosed
from confapp.questions.suggesting import advising
from confapp.questions.views.blueprint import questions
from confapp.registration import delegates
from confapp.registration.models import Registration
from confapp.vietnamese import nfc

LARGEST_SENDING = LARGEST_FILE + bodies.MEGABYTE


@questions.get("/questions/new")
@public
def new() -> ResponseReturnValue:
    if visitor_or_none() is None:
        access.remember_where_to_go()
    registration = own_registration()
    if not policy.may_ask(registration):
        return render_template("questions/not_registered.html", registration=registration)
    return _form_page(read(QuestionForm))


@questions.post("/questions/new")
@signed_in
@bodies.takes(LARGEST_SENDING)
@reads_first
def ask() -> ResponseReturnValue:
    form = read(QuestionForm)
    _refuse_other_sender(form)
    registration, at = own_registration(), now()
    require(policy.may_ask(registration))
    form.event = current_event()
    if registration is None or not form.validate():
        return _form_page(form), 422
    once = {"submission_id": form.submission_id.data, "at": at}
    attachment = asking.take_file(form.file, of=registration, **once)
    domain = form.chosen_domain or advising.advisor(current_event()).on(form.text.data).domain
    begin_writing(db.session())
    question = asking.ask(
        registration,
        domain=domain,
        text=form.text.data,
        shows_name=form.shows_name.data == YES,
        enclosed=Enclosed(form.reference, attachment, form.numbers_shown),
        **once,
    )
    commit_at_last(db.session())
    return redirect(url_for(".show", number=question.number), 303)


@questions.get("/questions/new/suggestion")
@signed_in
def suggest() -> ResponseReturnValue:
    """The domain that the words typed so far suggest."""
    require(policy.may_ask(own_registration()))
    advice = advising.advisor(current_event()).on(words_typed())
    return render_template("questions/_suggestion.html", advice=advice)


@questions.errorhandler(NotAsked)
def keep_what_was_typed(refusal: NotAsked) -> ResponseReturnValue:
    """The form again, with the sentence at the file it is about, or above what was typed."""
    form = read(QuestionForm)
    if isinstance(refusal, FileNotTaken):
        form.attachment.errors = [str(refusal.sentence)]
    else:
        form.form_errors.append(str(refusal.sentence))
    return _form_page(form), refusal.status


def words_typed() -> str:
    """What has been typed so far."""
    # In a header: addresses are written into the logs of proxies, and what is not sent yet is not
    # ours to keep; a POST would hold the database while everybody types.
    return nfc(unquote(request.headers.get("Question-Text", "")))


def own_registration() -> Registration | None:
    user = visitor_or_none()
    return delegates.own_alone(user, current_event()) if user else None


def _refuse_other_sender(form: QuestionForm) -> None:
    """What has waited on a phone is never sent in the name of who has signed in there since."""
    if form.sender.data and form.sender.data != str(visitor().id):
        raise Refusal(
            _(
                "This question was written from another account. "
                "It is sent when that account signs in on this device."
            ),
            status=403,
        )


def _form_page(form: QuestionForm) -> str:
    event = current_event()
    form.event = event
    form.offer(db.session.scalars(citing.citable(event)).all())
    form.sender.data = str(visitor().id)
    is_open = now() <= event.questions_close_at
    return render_template("questions/new.html", form=form, is_open=is_open, event=event)
