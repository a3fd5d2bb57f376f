"""A department's desk, and taking a question from it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit, require, reveal
from confapp.clock import now
from confapp.database import db
from confapp.events.current import current_event
from confapp.forms import searched
from confapp.paging import page_of
from confapp.people.visiting import visitor
from confapp.questions import desk as desks
from confapp.questions import owning, policy, states
from confapp.questions.desk import TITLES
from confapp.questions.views.blueprint import questions
from confapp.questions.views.finding import asked_department, offer_on_desk


@questions.get("/desk")
@admit(policy.may_open_desk)
def desk() -> ResponseReturnValue:
    department, words = asked_department(), searched()
    is_head = policy.is_head_of(visitor(), department, current_event())
    return render_template(
        "questions/desk.html",
        sections=desks.overview(department, words=words, for_head=is_head),
        department=department,
        departments=policy.desks_of(visitor(), current_event()),
        words=words,
    )


@questions.get("/desk/sections/<section>")
@admit(policy.may_open_desk)
def desk_section(section: str) -> ResponseReturnValue:
    reveal(section in TITLES)
    department, place, words = asked_department(), states.Place(section), searched()
    return render_template(
        "questions/desk_section.html",
        title=TITLES[place],
        page=page_of(desks.in_section(department, place, words=words)),
        department=department,
        departments=policy.desks_of(visitor(), current_event()),
        words=words,
    )


@questions.post("/desk/<int:number>/ownership")
@admit(policy.may_open_desk)
def take(number: int) -> ResponseReturnValue:
    offer = offer_on_desk(number)
    require(policy.may_answer(visitor(), offer.question))
    owning.take(offer.question, by=visitor(), at=now())
    db.session.commit()
    flash(_("The question has been taken."), "done")
    return redirect(url_for(".desk_question", number=number), 303)
