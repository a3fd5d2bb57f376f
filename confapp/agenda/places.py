"""Rooms and remote sites of an event."""

import sqlalchemy as sa

from confapp.agenda.models import Room, Site
from confapp.database import db


def rooms_of(event_id: int) -> sa.Select[Room]:
    return sa.select(Room).filter_by(event_id=event_id).order_by(Room.id)


def links_of(event_id: int) -> dict[int, str]:
    """By room: the address of its meeting on the network, for those who take part."""
    rooms = rooms_of(event_id).where(Room.link != "")
    return {room.id: room.link for room in db.session.scalars(rooms)}


def sites_of(event_id: int) -> sa.Select[Site]:
    """The remote sites, in the order of the alphabet."""
    return sa.select(Site).filter_by(event_id=event_id).order_by(Site.alphabet_key, Site.id)
