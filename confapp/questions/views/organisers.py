"""The organisers' rules about questions."""

from dataclasses import asdict

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit
from confapp.database import db
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import read
from confapp.people.visiting import visitor
from confapp.questions import rules
from confapp.questions.rules_form import RulesForm
from confapp.questions.triage import waiting
from confapp.questions.views.blueprint import questions


@questions.get("/organise/questions")
@admit(may_organise)
def rules_page() -> ResponseReturnValue:
    return _page(RulesForm(**asdict(rules.rules_of(current_event()))))


@questions.post("/organise/questions")
@admit(may_organise)
def set_rules() -> ResponseReturnValue:
    form = read(RulesForm)
    if not form.validate():
        return _page(form), 422
    rules.set_rules(current_event(), form.rules, by=visitor())
    db.session.commit()
    flash(_("Saved."), "done")
    return redirect(url_for(".rules_page"), 303)


def _page(form: RulesForm) -> str:
    number = waiting.number_of(current_event())
    return render_template("questions/rules.html", form=form, waiting=number)
