"""What waits for moderators, and all about one question."""

from flask import render_template
from flask.typing import ResponseReturnValue

from confapp import live
from confapp.access import admit
from confapp.events.current import current_event
from confapp.events.policy import may_moderate
from confapp.forms import asked_number
from confapp.questions import acts
from confapp.questions.triage import waiting
from confapp.questions.views.acting import in_event
from confapp.questions.views.blueprint import questions
from confapp.questions.views.moderated_page import question_page, triage_page


@questions.get("/moderate/triage")
@admit(may_moderate)
def triage() -> ResponseReturnValue:
    number = asked_number("question")
    return triage_page(in_event(number) if number else waiting.first(current_event()))


@questions.get("/moderate/triage/count")
@admit(may_moderate)
def triage_count() -> ResponseReturnValue:
    event = current_event()
    return live.fragment(
        acts.list_topic(event.id),
        lambda: render_template("questions/_waiting_count.html", number=waiting.number_of(event)),
    )


@questions.get("/moderate/questions/<int:number>")
@admit(may_moderate)
def moderated(number: int) -> ResponseReturnValue:
    return question_page(in_event(number))
