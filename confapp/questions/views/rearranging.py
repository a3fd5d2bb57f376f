"""What moderators do with questions that belong together or apart, and with a wrong department."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from confapp.access import admit, require, reveal
from confapp.clock import now
from confapp.database import db
from confapp.events.policy import may_moderate
from confapp.i18n import local
from confapp.people.visiting import visitor
from confapp.questions import merging, offering, splitting
from confapp.questions.triage import possible, several, undoing
from confapp.questions.triage.department_forms import MoveForm, SplitForm
from confapp.questions.triage.forms import RejoinForm, UnmergeForm
from confapp.questions.triage.picking import MergeForm
from confapp.questions.triage.possible import Act
from confapp.questions.views.acting import comes_from_triage, filled_in, for_act, left, ticked
from confapp.questions.views.blueprint import questions


@questions.post("/moderate/questions/<int:number>/merging")
@admit(may_moderate)
def merge(number: int) -> ResponseReturnValue:
    question = for_act(number, MergeForm)
    with filled_in(MergeForm, question) as form:
        target = form.target
        merging.merge(question, target, reason=form.reason.data, by=visitor(), at=now())
    sentence = _(
        "%(number)s has been merged into %(other)s.",
        number=question.reference,
        other=target.reference,
    )
    return left(question, sentence, MergeForm)


@questions.post("/moderate/questions/<int:number>/separation")
@admit(may_moderate)
def unmerge(number: int) -> ResponseReturnValue:
    question = for_act(number, UnmergeForm)
    with filled_in(UnmergeForm, question):
        merging.unmerge(question, by=visitor(), at=now())
    sentence = _("%(number)s stands by itself again.", number=question.reference)
    return left(question, sentence, UnmergeForm)


@questions.post("/moderate/questions/<int:number>/split")
@admit(may_moderate)
def split(number: int) -> ResponseReturnValue:
    question = for_act(number, SplitForm)
    with filled_in(SplitForm, question) as form:
        child = splitting.split(
            question,
            text=form.text.data,
            department=form.first,
            other_text=form.other_text.data,
            other_department=form.second,
            by=visitor(),
            at=now(),
        )
    sentence = _(
        "%(number)s has been split; the second question is %(other)s.",
        number=question.reference,
        other=child.reference,
    )
    return left(question, sentence, SplitForm)


@questions.post("/moderate/questions/<int:number>/rejoining")
@admit(may_moderate)
def rejoin(number: int) -> ResponseReturnValue:
    question = for_act(number, RejoinForm)
    with filled_in(RejoinForm, question):
        splitting.rejoin(question, by=visitor(), at=now())
    sentence = _("The split of %(number)s has been undone.", number=question.reference)
    return left(question, sentence, RejoinForm)


@questions.post("/moderate/questions/<int:number>/move")
@admit(may_moderate)
def move(number: int) -> ResponseReturnValue:
    question = for_act(number, MoveForm)
    with filled_in(MoveForm, question) as form:
        offering.move(
            question,
            form.chosen,
            reason=form.reason.data,
            due_at=form.due,
            by=visitor(),
            at=now(),
        )
    sentence = _(
        "%(number)s has been sent to %(department)s.",
        number=question.reference,
        department=local(form.chosen.name),
    )
    return left(question, sentence, MoveForm)


@questions.post("/moderate/undo")
@admit(may_moderate)
def undo() -> ResponseReturnValue:
    """Take back what the visitor has just done with one question or several."""
    reveal(request.args.get("act") in set(Act))
    act, found = Act(request.args["act"]), ticked()
    reveal(bool(found))
    require(all(possible.may(act, visitor(), question) for question in found))
    number = several.each(found, lambda one: undoing.undo(act, one, by=visitor(), at=now()))
    first = found[0].number
    db.session.commit()
    flash(
        ngettext("%(num)s question is as it was.", "%(num)s questions are as they were.", number),
        "done",
    )
    if comes_from_triage():
        return redirect(url_for(".triage", question=first), 303)
    return redirect(url_for(".moderated", number=first), 303)
