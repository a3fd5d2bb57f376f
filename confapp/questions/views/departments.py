"""A department's desk: looking through it, and taking questions from it."""

import hashlib
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import live
from confapp.access import admit, require, reveal
from confapp.clock import in_vietnam, now
from confapp.database import db
from confapp.events import deputising, members
from confapp.events.current import current_event
from confapp.events.models import Department
from confapp.forms import asked_number, searched
from confapp.paging import page_of
from confapp.people.visiting import visitor
from confapp.questions import acts, clusters, notes, owning, policy, splitting
from confapp.questions import desk as desks
from confapp.questions.desk import TITLES
from confapp.questions.desk_filter import BY_DUE, DUES, SORTS, Wanted, due_within
from confapp.questions.views import enclosed_file
from confapp.questions.views.blueprint import questions
from confapp.questions.views.finding import asked_department, offer_on_desk, on_desk


@questions.get("/desk")
@admit(policy.may_open_desk)
def desk() -> ResponseReturnValue:
    department = asked_department()
    return render_template(
        "questions/desk.html", **_frame(department), **_sections(department, _wanted())
    )


@questions.get("/desk/live")
@admit(policy.may_open_desk)
def desk_live() -> ResponseReturnValue:
    """The sections again; what is due changes with the minute, the rest with acts."""
    department = asked_department()
    asked = hashlib.sha256(request.query_string).hexdigest()[:12]
    return live.fragment(
        acts.list_topic(current_event().id),
        lambda: render_template(
            "questions/_desk_sections.html",
            department=department,
            **_sections(department, _wanted()),
        ),
        also=f"-{visitor().id}-{in_vietnam(now()):%d%H%M}-{asked}",
    )


@questions.get("/desk/sections/<section>")
@admit(policy.may_open_desk)
def desk_section(section: str) -> ResponseReturnValue:
    reveal(section in TITLES)
    department, wanted = asked_department(), _wanted()
    page = page_of(desks.in_section(department, section, wanted))
    return render_template(
        "questions/desk_section.html",
        key=section,
        title=TITLES[section],
        page=page,
        wanted=wanted,
        notes=notes.left_on(page.rows),
        **_frame(department),
    )


@questions.get("/desk/<int:number>/beside/<int:other>/attachment")
@admit(policy.may_open_desk)
def attachment_beside(number: int, other: int) -> ResponseReturnValue:
    """The file of a question that is answered with this one, or of which this one was a part."""
    question = on_desk(number)
    beside = [*clusters.merged_into(question), splitting.parent_of(question)]
    found = next((one for one in beside if one is not None and one.number == other), None)
    if found is None:
        abort(404)
    return enclosed_file.as_it_came(found)


@questions.post("/desk/<int:number>/ownership")
@admit(policy.may_open_desk)
def take(number: int) -> ResponseReturnValue:
    offer = offer_on_desk(number)
    require(policy.may_answer(visitor(), offer.question))
    owning.take(offer.question, by=visitor(), at=now())
    db.session.commit()
    flash(_("The question has been taken."), "done")
    return redirect(url_for(".desk_question", number=number), 303)


def _wanted() -> Wanted:
    sort = request.args.get("sort", BY_DUE)
    return Wanted(
        words=searched(),
        domain=searched("domain"),
        who=asked_number("who"),
        sort=sort if sort in SORTS else BY_DUE,
        **due_within(request.args.get("due", ""), at=now()),
    )


def _frame(department: Department) -> dict[str, Any]:
    """What stands around the sections: whose desk, the filters, and who may approve."""
    event = current_event()
    return {
        "department": department,
        "departments": policy.desks_of(visitor(), event),
        "sorts": SORTS,
        "dues": DUES,
        "people": db.session.scalars(members.of_department(department)).all(),
        "standing": deputising.standing_of(visitor(), department, event, at=now()),
    }


def _sections(department: Department, wanted: Wanted) -> dict[str, Any]:
    is_head = policy.is_head_of(visitor(), department, current_event())
    sections = desks.overview(department, wanted, for_head=is_head)
    return {
        "sections": sections,
        "due_counts": desks.due_counts(department, at=now()),
        "waiting": desks.waiting_for(sections, is_head=is_head),
        "notes": notes.left_on([row for section in sections for row in section.rows]),
        "wanted": wanted,
    }
