"""The organisers' list of delegates."""

from flask import render_template
from flask.typing import ResponseReturnValue

from confapp.access import admit
from confapp.audit import note_reading
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import searched
from confapp.paging import page_of
from confapp.people.visiting import visitor
from confapp.registration import delegates as query
from confapp.registration.models import Registration
from confapp.registration.views.blueprint import registration

FILTERS = ("province", "mode", "state", "order")


@registration.get("/organise/delegates")
@admit(may_organise)
def delegates() -> ResponseReturnValue:
    chosen = {name: searched(name) for name in FILTERS}
    rows = query.listed(current_event(), words=searched(), **chosen)
    note_reading("list of delegates", user_id=visitor().id, event_id=current_event().id)
    return render_template(
        "registration/delegates.html",
        page=page_of(rows),
        provinces=db.session.scalars(query.provinces()),
        chosen=chosen,
        words=searched(),
    )


@registration.get("/organise/delegates/<int:registration_id>")
@admit(may_organise)
def delegate(registration_id: int) -> ResponseReturnValue:
    found = find(
        Registration,
        Registration.id == registration_id,
        Registration.event_id == current_event().id,
    )
    subject = f"registration {registration_id}"
    note_reading(subject, user_id=visitor().id, event_id=current_event().id)
    return render_template("registration/delegate.html", delegate=found)
