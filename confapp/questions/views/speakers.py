"""For those who present: what their department presents, its documents and its questions."""

from flask import render_template
from flask.typing import ResponseReturnValue

from confapp.access import admit
from confapp.agenda import kinds, speaking, versions
from confapp.agenda.documents import policy as documents_policy
from confapp.agenda.documents import shelves
from confapp.agenda.programme import Item
from confapp.clock import now
from confapp.database import db
from confapp.events.current import current_event
from confapp.events.models import Department
from confapp.people.visiting import visitor
from confapp.questions import desk as desks
from confapp.questions import policy
from confapp.questions.states import Place
from confapp.questions.views.blueprint import questions
from confapp.questions.views.finding import asked_department

DONE = (Place.PUBLISHED, Place.RETRACTED)


@questions.get("/speaking")
@admit(policy.may_open_desk)
def speakers_page() -> ResponseReturnValue:
    event, department, at = current_event(), asked_department(), now()
    seen = versions.standing_at(at, event)
    presented = set(db.session.scalars(speaking.presented_by([department.id])))
    own = [item for item in seen.items if _is_of(item, department) or item.id in presented]
    sections = desks.overview(department)
    return render_template(
        "questions/speaking.html",
        programme=seen,
        own=own,
        kinds=kinds.NAMES,
        shelves=shelves.open_to(documents_policy.reader(visitor(), event), event, at=at),
        sections=[one for one in sections if one.total and one.key not in DONE],
        department=department,
        departments=policy.desks_of(visitor(), event),
    )


def _is_of(item: Item, department: Department) -> bool:
    return item.department is not None and item.department.code == department.code
