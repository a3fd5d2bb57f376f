"""Editing the programme."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit
from confapp.agenda import editing, kinds, programme
from confapp.agenda.filling_in import as_fields, plan_in
from confapp.agenda.forms import ItemForm
from confapp.agenda.models import AgendaItem, AgendaSession
from confapp.agenda.views.blueprint import agenda
from confapp.clock import now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import read
from confapp.people.visiting import visitor


@agenda.get("/organise/agenda")
@admit(may_organise)
def edit() -> ResponseReturnValue:
    seen = programme.standing_at(now(), current_event())
    return render_template("agenda/edit.html", programme=seen, kinds=kinds.NAMES)


@agenda.get("/organise/agenda/sessions/<int:session_id>/items/new")
@admit(may_organise)
def new_item(session_id: int) -> ResponseReturnValue:
    form = ItemForm()
    form.concern(_session(session_id))
    return render_template("agenda/new_item.html", form=form)


@agenda.post("/organise/agenda/sessions/<int:session_id>/items/new")
@admit(may_organise)
def add_item(session_id: int) -> ResponseReturnValue:
    form = read(ItemForm)
    form.concern(_session(session_id))
    if not form.validate():
        return render_template("agenda/new_item.html", form=form), 422
    editing.add(form.session, plan_in(form), by=visitor())
    return _back(_("The item has been added."))


@agenda.get("/organise/agenda/<int:item_id>")
@admit(may_organise)
def edit_item(item_id: int) -> ResponseReturnValue:
    item = _item(item_id)
    form = ItemForm(**as_fields(item))
    form.concern(item.session, item)
    return render_template("agenda/edit_item.html", form=form, item=item)


@agenda.post("/organise/agenda/<int:item_id>")
@admit(may_organise)
def change_item(item_id: int) -> ResponseReturnValue:
    item = _item(item_id)
    form = read(ItemForm)
    form.concern(item.session, item)
    if not form.validate():
        return render_template("agenda/edit_item.html", form=form, item=item), 422
    editing.change(item, plan_in(form), by=visitor())
    return _back(_("Saved."))


@agenda.post("/organise/agenda/<int:item_id>/removal")
@admit(may_organise)
def remove_item(item_id: int) -> ResponseReturnValue:
    editing.remove(_item(item_id), by=visitor())
    return _back(_("The item has been deleted."))


def _session(session_id: int) -> AgendaSession:
    of_event = AgendaSession.event_id == current_event().id
    return find(AgendaSession, AgendaSession.id == session_id, of_event)


def _item(item_id: int) -> AgendaItem:
    of_event = AgendaItem.session.has(AgendaSession.event_id == current_event().id)
    return find(AgendaItem, AgendaItem.id == item_id, of_event)


def _back(sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "done")
    return redirect(url_for(".edit"), 303)
