"""The form of an item of the draft."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit
from confapp.agenda import draft, editing, places
from confapp.agenda.filling_in import as_fields, plan_in
from confapp.agenda.item_forms import ItemForm
from confapp.agenda.models import AgendaItem, AgendaSession, Room
from confapp.agenda.views.blueprint import agenda
from confapp.agenda.views.finding import draft_item, draft_session
from confapp.clock import in_vietnam, now
from confapp.database import db, hold
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import read
from confapp.people.visiting import visitor

USUAL_LENGTH = timedelta(minutes=30)


@agenda.get("/organise/agenda/sessions/<int:session_id>/items/new")
@admit(may_organise)
def new_item(session_id: int) -> ResponseReturnValue:
    session = draft_session(session_id)
    return _new_page(_concerned(ItemForm(**_free_time(session)), session))


@agenda.post("/organise/agenda/sessions/<int:session_id>/items/new")
@admit(may_organise)
def add_item(session_id: int) -> ResponseReturnValue:
    form = _concerned(read(ItemForm), draft_session(session_id))
    if not form.validate():
        return _new_page(form), 422
    editing.add(form.session, plan_in(form, _rooms()), by=visitor(), at=now())
    return _back(_("The item has been added."))


@agenda.get("/organise/agenda/<int:item_id>")
@admit(may_organise)
def edit_item(item_id: int) -> ResponseReturnValue:
    item = draft_item(item_id)
    form = ItemForm(**as_fields(item), seen=_state(item))
    return _edit_page(_concerned(form, item.session, item), item)


@agenda.post("/organise/agenda/<int:item_id>")
@admit(may_organise)
def change_item(item_id: int) -> ResponseReturnValue:
    hold(draft.topic(current_event().id))
    item = draft_item(item_id)
    form = _concerned(read(ItemForm), item.session, item)
    if not form.validate() or _was_overtaken(form, item):
        return _edit_page(form, item), 422
    editing.change(item, plan_in(form, _rooms()), form.following.data, by=visitor(), at=now())
    return _back(_("Saved in the draft."))


@agenda.post("/organise/agenda/<int:item_id>/removal")
@admit(may_organise)
def remove_item(item_id: int) -> ResponseReturnValue:
    editing.remove(draft_item(item_id), by=visitor(), at=now())
    return _back(_("The item has been taken out of the draft."))


def _rooms() -> Sequence[Room]:
    return db.session.scalars(places.rooms_of(current_event().id)).all()


def _concerned(form: ItemForm, session: AgendaSession, item: AgendaItem | None = None) -> ItemForm:
    form.concern(session, _rooms(), item)
    return form


def _free_time(session: AgendaSession) -> dict[str, object]:
    """After the last item there is, for half an hour."""
    last = session.items[-1].ends_at if session.items else session.starts_at
    ends = last + USUAL_LENGTH
    return {"starts": in_vietnam(last).time(), "ends": in_vietnam(ends).time()}


def _state(item: AgendaItem) -> str:
    """What the item was when its form was shown, in a few letters."""
    return hashlib.sha256(repr(as_fields(item)).encode()).hexdigest()[:16]


def _was_overtaken(form: ItemForm, item: AgendaItem) -> bool:
    """Whether somebody else changed the item since the form was shown; what was typed stays."""
    state = _state(item)
    if not form.seen.data or form.seen.data == state:
        return False
    form.seen.data = state
    form.form_errors.append(
        _("Somebody else changed this item meanwhile. Please check, and save once more.")
    )
    return True


def _new_page(form: ItemForm) -> str:
    return render_template("agenda/new_item.html", form=form)


def _edit_page(form: ItemForm, item: AgendaItem) -> str:
    return render_template("agenda/edit_item.html", form=form, item=item)


def _back(sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "done")
    return redirect(url_for(".edit"), 303)
