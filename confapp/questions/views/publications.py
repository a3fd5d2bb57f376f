"""Publishing several approved answers of a desk at once."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit, require
from confapp.clock import now
from confapp.database import db
from confapp.errors import Refusal
from confapp.events.current import current_event
from confapp.events.models import Department
from confapp.people.visiting import visitor
from confapp.questions import desk, policy, publishing
from confapp.questions.models import Question
from confapp.questions.publishing import Finding, NotPublished
from confapp.questions.states import Place
from confapp.questions.views.blueprint import questions
from confapp.questions.views.finding import asked_department, on_desk

MOST = 100


@questions.get("/desk/publications")
@admit(policy.may_open_desk)
def publications() -> ResponseReturnValue:
    department = asked_department()
    require(policy.may_publish_for(visitor(), department, current_event()))
    return _page(department)


@questions.post("/desk/publications")
@admit(policy.may_open_desk)
def publish_all() -> ResponseReturnValue:
    department = asked_department()
    require(policy.may_publish_for(visitor(), department, current_event()))
    chosen = _chosen(department)
    references = ", ".join(one.reference for one in chosen)
    publishing.publish_all(chosen, by=visitor(), at=now())
    code = department.code
    db.session.commit()
    flash(_("Published: %(numbers)s. The askers get letters.", numbers=references), "done")
    return redirect(url_for(".publications", department=code), 303)


@questions.errorhandler(NotPublished)
def report_on_each(refusal: NotPublished) -> ResponseReturnValue:
    """The list again, with what keeps which answer from being published; nothing has been done."""
    db.session.rollback()
    return _page(asked_department(), refusal.findings), refusal.status


def _chosen(department: Department) -> list[Question]:
    numbers = {n for n in request.form.getlist("number", type=int) if 0 < n < 2**31}
    if not numbers:
        raise Refusal(_("Please tick at least one answer."), status=422)
    if len(numbers) > MOST:
        raise Refusal(_("At most %(most)s answers at once, please.", most=MOST), status=422)
    chosen = [on_desk(number) for number in sorted(numbers)]
    require(all(one.department is department for one in chosen))
    return chosen


def _page(department: Department, findings: list[Finding] | None = None) -> str:
    approved = desk.in_section(department, Place.APPROVED).limit(MOST)
    return render_template(
        "questions/publications.html",
        department=department,
        rows=db.session.scalars(approved).all(),
        findings=findings or [],
        ticked={finding.number for finding in findings or []},
    )
