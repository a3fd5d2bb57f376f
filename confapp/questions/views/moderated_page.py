"""The two pages on which moderators act: the triage, and everything about one question."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from confapp.database import db
from confapp.events.current import current_event
from confapp.paging import page_of
from confapp.people.visiting import visitor
from confapp.questions import clusters, offering, owning, policy, routing, splitting
from confapp.questions.models import Question
from confapp.questions.triage import possible, story, suggestion, waiting
from confapp.questions.triage.act_forms import forms_of
from confapp.questions.triage.forms import ActForm
from confapp.questions.views.acting import NotDone, comes_from_triage, in_event
from confapp.questions.views.blueprint import questions


@questions.errorhandler(NotDone)
def show_what_was_typed(refusal: NotDone) -> ResponseReturnValue:
    """The page again, with the act's form open and the refusal in it."""
    db.session.rollback()
    question = in_event((request.view_args or {})["number"])
    page = triage_page if comes_from_triage() else question_page
    return page(question, refusal.form), refusal.status


def triage_page(question: Question | None, sent: ActForm | None = None) -> str:
    page = page_of(routing.waiting(current_event()))
    if question is None:
        return render_template("questions/triage.html", page=page, question=None, **_words())
    return render_template(
        "questions/triage.html",
        page=page,
        before=waiting.before(question),
        after=waiting.after(question),
        is_waiting=waiting.is_waiting(question),
        back="triage",
        **_looked_at(question, sent),
        **_words(),
    )


def question_page(question: Question, sent: ActForm | None = None) -> str:
    return render_template(
        "questions/moderated.html",
        story=story.of_question(question),
        merged=clusters.merged_into(question),
        split=splitting.of_child(question),
        back=None,
        **_looked_at(question, sent),
        **_words(),
    )


def _looked_at(question: Question, sent: ActForm | None) -> dict[str, Any]:
    """What both pages show of a question, and the forms of what can be done with it."""
    suggested = suggestion.suggested(question)
    acts = possible.possible(question, visitor())
    return {
        "question": question,
        "suggested": suggested,
        "choices": suggestion.choices(question, suggested),
        **clusters.behind(question)._asdict(),
        "forms": forms_of(acts, question, department=suggested.department, sent=sent),
        "sent": sent,
        "last_offer": waiting.last_offer(question),
        "may_offer": policy.may_offer(visitor(), question),
    }


def _words() -> dict[str, Any]:
    return {
        "why": waiting.why,
        "whys": waiting.LABELS,
        "return_reasons": owning.REASONS,
        "offer_endings": offering.ENDINGS,
    }
