"""The one screen on which an answer is written, read, approved and published."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from confapp.clock import in_vietnam, now
from confapp.database import db
from confapp.events.current import current_event
from confapp.forms import read, searched
from confapp.people.visiting import visitor
from confapp.questions import (
    citing,
    clusters,
    comparing,
    desk,
    draft_lock,
    earlier_answers,
    legal_reading,
    notes,
    policy,
    splitting,
)
from confapp.questions.answer_form import AnswerForm, as_fields
from confapp.questions.forms import ReasonForm, ReturnForm
from confapp.questions.models import Answer, Question


def sent_form() -> AnswerForm:
    """What the editor sent."""
    return _with_documents(read(AnswerForm))


def page(
    question: Question,
    form: AnswerForm | None = None,
    *,
    saved_meanwhile: Answer | None = None,
    **more: Any,
) -> str:
    """The screen; without a form that was sent, with the draft as it was saved."""
    user, words = visitor(), searched()
    shown = _with_documents(form or AnswerForm(**as_fields(question.answer)))
    told = {
        "question": question,
        "answer": question.answer,
        "form": shown,
        "returning": ReturnForm(),
        "taking_back": ReasonForm(),
        "correcting": ReasonForm(),
        "retracting": ReasonForm(),
        "desk": policy.desk_for(user, question),
        "lock": draft_lock.held_by_another(question, user, at=now()),
        "next_waiting": desk.next_waiting(question, by=user),
        "legal_reading": legal_reading,
    }
    if saved_meanwhile is not None:
        told |= _both_texts(saved_meanwhile, shown)
    return render_template("questions/answer.html", **told | _beside(question, words) | more)


def back(number: int, sentence: str) -> ResponseReturnValue:
    """Keep what was done, and say so on the same screen."""
    db.session.commit()
    flash(sentence, "done")
    return redirect(url_for("questions.desk_question", number=number), 303)


def _beside(question: Question, words: str) -> dict[str, Any]:
    """What helps to answer."""
    return {
        "merged": clusters.merged_into(question),
        "parent": splitting.parent_of(question),
        **clusters.behind(question)._asdict(),
        "notes": notes.left_on([question])[question.id],
        "earlier": db.session.scalars(earlier_answers.like(question, words=words)).all(),
        "words": words,
    }


def _both_texts(saved: Answer, form: AnswerForm) -> dict[str, Any]:
    typed = form.text.data or ""
    return {
        "saved_meanwhile": saved,
        "differences": comparing.differences(saved.text, typed),
        "both_texts": comparing.both(saved.text, typed),
        "is_same_basis": form.rests_on_the_same(saved),
    }


def _with_documents(form: AnswerForm) -> AnswerForm:
    citable = db.session.scalars(citing.citable(current_event())).all()
    form.offer(citable, on=in_vietnam(now()).date())
    return form
