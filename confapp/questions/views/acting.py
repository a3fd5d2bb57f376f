"""What the pages of moderators' acts share: a refusal comes back with all that was typed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import sqlalchemy as sa
from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import require
from confapp.database import db, find
from confapp.errors import Refusal
from confapp.events.current import current_event
from confapp.forms import LARGEST_NUMBER, read
from confapp.people.visiting import visitor
from confapp.questions.models import Question
from confapp.questions.triage import possible, several, undoing, waiting
from confapp.questions.triage.forms import ActForm

AnyActForm = TypeVar("AnyActForm", bound=ActForm)
TRIAGE = "triage"


class NotDone(Refusal):
    """The act was refused or is to be confirmed; its form holds why, and what was typed."""

    def __init__(self, form: ActForm, *, status: int = 422) -> None:
        super().__init__(_("This cannot be done"), status=status)
        self.form = form


def in_event(number: int) -> Question:
    return find(Question, Question.number == number, Question.event_id == current_event().id)


def for_act(number: int, form: type[ActForm]) -> Question:
    """The question, if this act on it is one for the visitor."""
    question = in_event(number)
    require(possible.may(form.act, visitor(), question))
    return question


def ticked() -> list[Question]:
    """The questions that the address or the form names, in their order; unknown ones are not."""
    typed = request.values.getlist("number", type=int)[: several.MOST]
    numbers = [number for number in typed if 0 < number <= LARGEST_NUMBER]
    named = sa.select(Question).where(
        Question.event_id == current_event().id, Question.number.in_(numbers)
    )
    return list(db.session.scalars(named.order_by(Question.number)))


@contextmanager
def filled_in(form: type[AnyActForm], question: Question) -> Iterator[AnyActForm]:
    """The form as it was sent; what is wrong with it, and what the rule refuses, stands in it."""
    sent = read(form, prefix=form.act)
    sent.about(question)
    if not sent.validate():
        raise NotDone(sent)
    if not sent.is_confirmed:
        raise NotDone(sent, status=200)
    try:
        yield sent
    except Refusal as refusal:
        sent.form_errors.append(str(refusal.sentence))
        raise NotDone(sent, status=refusal.status) from None


def left(question: Question, sentence: str, form: type[ActForm]) -> ResponseReturnValue:
    """Keep what was done, say so with the way back if there is one, and go on to what is next."""
    onward = _onward(question)
    flash(_undoable(sentence, form, question), "done")  # type: ignore[arg-type]
    db.session.commit()
    return redirect(onward, 303)


def comes_from_triage() -> bool:
    return request.args.get("back") == TRIAGE


def _undoable(sentence: str, form: type[ActForm], question: Question) -> str | dict[str, str]:
    if form.act not in undoing.WAYS_BACK:
        return sentence
    back = TRIAGE if comes_from_triage() else None
    undo = url_for("questions.undo", act=form.act.value, number=question.number, back=back)
    return {"text": sentence, "undo": undo}


def _onward(question: Question) -> str:
    """In triage the question itself while it waits there, else the next one."""
    if not comes_from_triage():
        return url_for("questions.moderated", number=question.number)
    upcoming = question if waiting.is_waiting(question) else waiting.after(question)
    return url_for("questions.triage", question=upcoming.number if upcoming else None)
