"""Standing behind a question of somebody else's: “my province asks this too”."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import signed_in
from confapp.clock import now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.questions import clusters, policy, similar, supporting
from confapp.questions.models import Question
from confapp.questions.views.blueprint import questions
from confapp.questions.views.delegates import own_registration, words_typed
from confapp.registration.models import Registration


@questions.get("/questions/new/similar")
@signed_in
def similar_to_typed() -> ResponseReturnValue:
    """Questions like the words typed so far."""
    registration = _delegate()
    found = similar.like(words_typed(), current_event())
    return render_template(
        "questions/_similar.html",
        similar=found,
        behind=clusters.counts_behind([one.id for one in found]),
        supported=set(db.session.scalars(supporting.supported_by(registration))),
        registration=registration,
    )


@questions.post("/questions/<int:number>/support")
@signed_in
def support(number: int) -> ResponseReturnValue:
    registration, question = _delegate(), _open_to_all(number)
    supporting.support(question, by=registration, at=now())
    page = url_for(".show", number=number)
    undo = url_for(".take_support_back", number=number)
    words = _("Your province now stands behind %(number)s too.", number=question.reference)
    db.session.commit()
    flash({"text": words, "undo": undo}, "done")  # type: ignore[arg-type]
    return redirect(page, 303)


@questions.post("/questions/<int:number>/support/removal")
@signed_in
def take_support_back(number: int) -> ResponseReturnValue:
    registration, question = _delegate(), _open_to_all(number)
    supporting.take_back(question, by=registration)
    page = url_for(".show", number=number)
    db.session.commit()
    flash(_("This has been taken back."), "done")
    return redirect(page, 303)


def _delegate() -> Registration:
    registration = own_registration()
    if registration is None or not policy.may_ask(registration):
        abort(403)
    return registration


def _open_to_all(number: int) -> Question:
    of_event = Question.event_id == current_event().id
    return find(Question, of_event, Question.number == number, policy.is_open_to_all())
