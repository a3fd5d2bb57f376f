"""What each act does with one of several questions."""

from datetime import datetime

from flask_babel import gettext as _

from confapp.errors import Refusal
from confapp.events.models import Department, Domain
from confapp.people.models import User
from confapp.questions import accepting, ending, merging, routing
from confapp.questions.models import Question
from confapp.questions.triage import several, suggestion
from confapp.questions.triage.several_forms import (
    AcceptAllForm,
    DeclineAllForm,
    MergeAllForm,
    OfferAllForm,
    SeveralForm,
)


def act_on(chosen: list[Question], form: SeveralForm, *, by: User, at: datetime) -> int:
    """Do with all of them what the (valid) form says; gives how many they were.

    Raises `NoneDone` if one of them refuses.
    """
    if isinstance(form, AcceptAllForm):
        return several.each(chosen, lambda one: _accept(one, form.chosen, by=by, at=at))
    if isinstance(form, OfferAllForm):
        return several.each(chosen, lambda one: _send(one, form.chosen, by=by, at=at))
    if isinstance(form, MergeAllForm):
        others = [one for one in chosen if one is not form.one]
        reason = form.reason.data
        return several.each(
            others, lambda one: merging.merge(one, form.one, reason=reason, by=by, at=at)
        )
    if isinstance(form, DeclineAllForm):
        code, reason = form.code.data, form.reason.data
        return several.each(
            chosen, lambda one: ending.decline(one, reason_code=code, reason=reason, by=by, at=at)
        )
    raise ValueError("no such act on several questions")


def _accept(question: Question, domain: Domain | None, *, by: User, at: datetime) -> None:
    advice = suggestion.suggested(question).advice
    if domain is None and not advice.is_sure:
        raise Refusal(_("No domain is suggested: the words say too little."))
    accepting.accept(
        question,
        domain=domain or advice.domain,
        by=by,
        at=at,
        suggested=advice.domain if advice.is_sure else None,
        score=advice.score,
    )


def _send(question: Question, department: Department | None, *, by: User, at: datetime) -> None:
    suggested = suggestion.suggested(question).department
    to = department or suggested
    if to is None:
        raise Refusal(_("No department is suggested: the words say too little."))
    routing.send_to(question, to, by=by, at=at, suggested=suggested)
