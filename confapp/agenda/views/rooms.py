"""The organisers' list of rooms."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit
from confapp.agenda import places
from confapp.agenda.models import Room
from confapp.agenda.place_forms import RoomForm
from confapp.agenda.views.blueprint import agenda
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import read
from confapp.people.visiting import visitor


@agenda.get("/organise/agenda/rooms")
@admit(may_organise)
def rooms() -> ResponseReturnValue:
    event = current_event()
    listed = db.session.scalars(places.rooms_of(event.id)).all()
    return render_template("agenda/rooms.html", rooms=listed, uses=places.uses_of(event.id))


@agenda.get("/organise/agenda/rooms/new")
@admit(may_organise)
def new_room() -> ResponseReturnValue:
    return render_template("agenda/room.html", form=RoomForm(), room=None)


@agenda.post("/organise/agenda/rooms/new")
@admit(may_organise)
def add_room() -> ResponseReturnValue:
    return _keep(Room(event_id=current_event().id), None)


@agenda.get("/organise/agenda/rooms/<int:room_id>")
@admit(may_organise)
def edit_room(room_id: int) -> ResponseReturnValue:
    room = _room(room_id)
    form = RoomForm(
        name_vi=room.name.vi, name_en=room.name.en, capacity=room.capacity, link=room.link
    )
    return render_template("agenda/room.html", form=form, room=room)


@agenda.post("/organise/agenda/rooms/<int:room_id>")
@admit(may_organise)
def change_room(room_id: int) -> ResponseReturnValue:
    room = _room(room_id)
    return _keep(room, room)


@agenda.post("/organise/agenda/rooms/<int:room_id>/removal")
@admit(may_organise)
def remove_room(room_id: int) -> ResponseReturnValue:
    places.remove_room(_room(room_id), by=visitor())
    return _back(_("The room has been removed."))


def _keep(place: Room, room: Room | None) -> ResponseReturnValue:
    form = read(RoomForm)
    form.place = place
    if not form.validate():
        return render_template("agenda/room.html", form=form, room=room), 422
    place.name, place.capacity, place.link = form.name, form.capacity.data, form.link.data or ""
    places.keep(place, by=visitor())
    return _back(_("Saved."))


def _room(room_id: int) -> Room:
    return find(Room, Room.id == room_id, Room.event_id == current_event().id)


def _back(sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "done")
    return redirect(url_for(".rooms"), 303)
