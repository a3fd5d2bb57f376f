"""One act on several questions: all of them, or none and a line for each that refuses."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit, require, reveal
from confapp.clock import now
from confapp.database import db
from confapp.errors import Refusal, refused
from confapp.events.current import current_event
from confapp.events.policy import may_moderate
from confapp.forms import read
from confapp.people.visiting import visitor
from confapp.questions.models import Question
from confapp.questions.triage import done, possible, suggestion, together, undoing
from confapp.questions.triage.possible import Act
from confapp.questions.triage.several import NoneDone
from confapp.questions.triage.several_forms import FORMS, MergeAllForm, SeveralForm
from confapp.questions.views.acting import TRIAGE, ticked
from confapp.questions.views.blueprint import questions


@questions.get("/moderate/several")
@admit(may_moderate)
def several() -> ResponseReturnValue:
    return _page(_form(ticked()), ticked())


@questions.post("/moderate/several")
@admit(may_moderate)
def act_on_several() -> ResponseReturnValue:
    chosen = ticked()
    form = _form(chosen)
    require(all(possible.may(form.act, visitor(), one) for one in chosen))
    if not chosen or not form.validate():
        return _page(form, chosen), 422
    together.act_on(chosen, form, by=visitor(), at=now())
    said = {"text": done.sentences(form, chosen), "undo": _way_back(form, chosen)}
    db.session.commit()
    flash(said, "done")  # type: ignore[arg-type]
    return redirect(url_for(".triage"), 303)


@questions.errorhandler(NoneDone)
def show_who_refuses(refusal: NoneDone) -> ResponseReturnValue:
    """The same page with a reason for each question that refuses; only the others are ticked."""
    db.session.rollback()
    if request.values.get("act") not in FORMS:
        # Some acts can be undone and not done on several: there is no form to show again.
        told = " ".join([str(refusal.sentence), *refusal.lines])
        return refused(Refusal(told, status=refusal.status))
    chosen = ticked()
    form = _form(chosen)
    form.form_errors += [str(refusal.sentence), *refusal.lines]
    if len(refusal.reasons) < len(chosen):
        form.form_errors.append(_("Their ticks are gone; sent again, it is done with the others."))
    return _page(form, chosen, refusal.reasons), refusal.status


def _form(chosen: list[Question]) -> SeveralForm:
    wanted = request.values.get("act", "")
    reveal(wanted in FORMS)
    form = read(FORMS[Act(wanted)])
    form.about(current_event(), chosen)
    return form


def _page(form: SeveralForm, chosen: list[Question], reasons: dict[int, str] | None = None) -> str:
    return render_template(
        "questions/several.html",
        form=form,
        chosen=chosen,
        reasons=reasons or {},
        suggestions={one.id: suggestion.suggested(one) for one in chosen},
    )


def _way_back(form: SeveralForm, chosen: list[Question]) -> str | None:
    """The address that undoes the act on all of them again."""
    stays = form.one if isinstance(form, MergeAllForm) else None
    numbers = [one.number for one in chosen if one is not stays]
    if form.act not in undoing.WAYS_BACK:
        return None
    return url_for("questions.undo", act=form.act.value, number=numbers, back=TRIAGE)
