"""The one screen on which an answer is written, read, approved and published."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from confapp.database import db
from confapp.events.current import current_event
from confapp.forms import read
from confapp.people.visiting import visitor
from confapp.questions import citing, desk
from confapp.questions.answer_form import AnswerForm
from confapp.questions.forms import ReturnForm
from confapp.questions.models import Answer, Question


def sent_form() -> AnswerForm:
    """What the editor sent."""
    return _with_decrees(read(AnswerForm))


def page(
    question: Question,
    form: AnswerForm,
    *,
    returning: ReturnForm | None = None,
    saved_meanwhile: Answer | None = None,
) -> str:
    return render_template(
        "questions/answer.html",
        question=question,
        answer=question.answer,
        form=_with_decrees(form),
        returning=returning or ReturnForm(),
        saved_meanwhile=saved_meanwhile,
        next_waiting=desk.next_waiting(question, by=visitor()),
    )


def back(number: int, sentence: str) -> ResponseReturnValue:
    """Keep what was done, and say so on the same screen."""
    db.session.commit()
    flash(sentence, "done")
    return redirect(url_for("questions.desk_question", number=number), 303)


def _with_decrees(form: AnswerForm) -> AnswerForm:
    form.offer(db.session.scalars(citing.citable(current_event())).all())
    return form
