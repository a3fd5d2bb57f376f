"""The second reader's list, and what is found in each answer."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit
from confapp.clock import now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_read_for_law
from confapp.forms import read, searched
from confapp.paging import page_of
from confapp.people.visiting import visitor
from confapp.questions import legal_reading
from confapp.questions.answering import KINDS
from confapp.questions.forms import ReadingForm
from confapp.questions.models import Answer, Question
from confapp.questions.views import enclosed_file
from confapp.questions.views.blueprint import questions


@questions.get("/legal")
@admit(may_read_for_law)
def legal_readings() -> ResponseReturnValue:
    event, words, is_read = current_event(), searched(), "read" in request.args
    listed = legal_reading.read_by_now if is_read else legal_reading.awaited
    return render_template(
        "questions/legal_readings.html",
        page=page_of(listed(event, words=words)),
        words=words,
        is_read=is_read,
        last_reading=legal_reading.last_of,
    )


@questions.get("/legal/<int:number>")
@admit(may_read_for_law)
def legal_answer(number: int) -> ResponseReturnValue:
    answer = _answer_for_law(number)
    return _page(answer, ReadingForm(saves=str(answer.saves)))


@questions.get("/legal/<int:number>/attachment")
@admit(may_read_for_law)
def attachment_for_law(number: int) -> ResponseReturnValue:
    return enclosed_file.as_it_came(_answer_for_law(number).question)


@questions.post("/legal/<int:number>/reading")
@admit(may_read_for_law)
def read_for_law(number: int) -> ResponseReturnValue:
    answer, form = _answer_for_law(number), read(ReadingForm)
    if not form.validate():
        return _page(answer, form), 422
    legal_reading.read(
        answer,
        is_in_order=not form.send_back.data,
        remark=form.remark.data or "",
        saves_seen=form.saves_seen,
        by=visitor(),
        at=now(),
    )
    db.session.commit()
    flash(_said(is_in_order=not form.send_back.data), "done")
    return redirect(url_for(".legal_readings"), 303)


def _said(*, is_in_order: bool) -> str:
    if is_in_order:
        return _("The answer goes on to the head of the department.")
    return _("The answer goes back to the department with the remark.")


def _answer_for_law(number: int) -> Answer:
    """Only what was handed in to be read, or has been read before."""
    question = find(Question, Question.event_id == current_event().id, Question.number == number)
    answer = legal_reading.newest_of(question)
    if answer is None:
        abort(404)
    return answer


def _page(answer: Answer, form: ReadingForm) -> str:
    return render_template(
        "questions/legal_reading.html",
        question=answer.question,
        answer=answer,
        form=form,
        kinds=KINDS,
        is_handed_in=answer.submission is not None,
        is_awaited=legal_reading.is_awaited(answer),
        file_at=url_for(".attachment_for_law", number=answer.question.number),
    )
