"""The organisers' list of delegates."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from confapp import sheets
from confapp.access import admit
from confapp.audit import note_reading
from confapp.clock import now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import LARGEST_NUMBER, asked_number, searched
from confapp.limits import limiter
from confapp.mail import outbox
from confapp.paging import kept, page_of
from confapp.people.visiting import visitor
from confapp.registration import delegates as query
from confapp.registration import exporting, filling_in, history, moving
from confapp.registration.delegates import Choice
from confapp.registration.models import Registration
from confapp.registration.places_form import DecisionForm
from confapp.registration.views.blueprint import registration

NEWEST_LETTERS = 10


@registration.get("/organise/delegates")
@admit(may_organise)
def delegates() -> ResponseReturnValue:
    choice = _choice()
    note_reading("list of delegates", user_id=visitor().id, event_id=current_event().id)
    return render_template(
        "registration/delegates.html",
        page=page_of(query.listed(current_event(), choice)),
        provinces=db.session.scalars(query.provinces()),
        sessions=filling_in.sessions_of(current_event()),
        chosen=choice,
        sorted_by=_sorted_by,
        kept=kept(Choice, "page"),
    )


@registration.get("/organise/delegates.xlsx")
@admit(may_organise)
@limiter.limit("20 per minute", key_func=lambda: str(visitor().id))
def delegates_xlsx() -> ResponseReturnValue:
    return _exported("XLSX")


@registration.get("/organise/delegates.csv")
@admit(may_organise)
@limiter.limit("20 per minute", key_func=lambda: str(visitor().id))
def delegates_csv() -> ResponseReturnValue:
    return _exported("CSV")


@registration.post("/organise/delegates")
@admit(may_organise)
def move_delegates() -> ResponseReturnValue:
    number = moving.move(
        current_event(),
        [
            number
            for number in request.form.getlist("delegate", type=int)
            if 0 < number <= LARGEST_NUMBER
        ],
        request.form.get("act", ""),
        session_id=asked_number("session"),
        by=visitor(),
        at=now(),
    )
    db.session.commit()
    flash(
        ngettext("Changed for %(num)d delegate.", "Changed for %(num)d delegates.", number), "done"
    )
    return redirect(url_for(".delegates", **kept(Choice, "page")), 303)  # type: ignore[arg-type]


@registration.get("/organise/delegates/<int:registration_id>")
@admit(may_organise)
def delegate(registration_id: int) -> ResponseReturnValue:
    found = find(
        Registration,
        Registration.id == registration_id,
        Registration.event_id == current_event().id,
    )
    steps = history.of_registration(found)
    letters = db.session.scalars(outbox.to(found.email, found.event_id).limit(NEWEST_LETTERS)).all()
    subject = f"registration {registration_id}"
    note_reading(subject, user_id=visitor().id, event_id=current_event().id)
    return render_template(
        "registration/delegate.html",
        delegate=found,
        steps=steps,
        letters=letters,
        decision=DecisionForm(),
    )


def _choice() -> Choice:
    filters = {name: searched(name) for name in Choice.__dataclass_fields__ if name != "words"}
    return Choice(**(filters | {"words": searched()}))


def _exported(kind: str) -> Response:
    """The file of exactly those whom the list shows, which the log says by number, not by name."""
    rows = exporting.rows(current_event(), _choice())
    subject = f"{len(rows)} delegates as {kind}"
    note_reading(subject, user_id=visitor().id, event_id=current_event().id)
    write = sheets.as_xlsx if kind == "XLSX" else sheets.as_csv
    return write(_("List of delegates"), exporting.heads(), rows)


def _sorted_by(column: str) -> tuple[str, str | None]:
    """The address that sorts by the column, the other way round if it does so already."""
    order = searched("order") or "name"
    wanted = f"-{column}" if order == column else column
    direction = {column: "ascending", f"-{column}": "descending"}.get(order)
    address = url_for(".delegates", **(kept(Choice) | {"order": wanted}))  # type: ignore[arg-type]
    return address, direction
