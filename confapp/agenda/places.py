"""Rooms and remote sites of an event."""

from typing import TypeAlias

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from confapp import audit, live
from confapp.agenda.models import AgendaItem, Room, Site
from confapp.agenda.programme import topic
from confapp.database import Words, db, hold
from confapp.errors import Refusal
from confapp.events.models import Event, Province
from confapp.people.models import User
from confapp.vietnamese import alphabet_key, fold

Place: TypeAlias = Room | Site


def rooms_of(event_id: int) -> sa.Select[Room]:
    return sa.select(Room).filter_by(event_id=event_id).order_by(Room.id)


def links_of(event_id: int) -> dict[int, str]:
    """By room: the address of its meeting on the network, for those who take part."""
    rooms = rooms_of(event_id).where(Room.link != "")
    return {room.id: room.link for room in db.session.scalars(rooms)}


def uses_of(event_id: int) -> dict[int, int]:
    """By room: how many items of the draft are in it."""
    of_event = sa.select(Room.id, sa.func.count(AgendaItem.id)).filter_by(event_id=event_id)
    in_use = of_event.join(AgendaItem, AgendaItem.room_id == Room.id)
    counted = in_use.where(AgendaItem.removed_at.is_(None)).group_by(Room.id)
    return dict(db.session.execute(counted).all())


def sites_of(event_id: int) -> sa.Select[Site]:
    """The remote sites, in the order of the alphabet."""
    sites = sa.select(Site).filter_by(event_id=event_id).options(joinedload(Site.province))
    return sites.order_by(Site.alphabet_key, Site.id)


def searched(sites: sa.Select[Site], words: str) -> sa.Select[Site]:
    """Those that have all the words, without marks and case."""
    for word in fold(words).split():
        sites = sites.where(Site.searchable.contains(word, autoescape=True))
    return sites


def is_taken(place: Place, name: str) -> bool:
    """Whether another room or site of the event has this name; nobody can take it meanwhile."""
    hold(f"places:{place.event_id}")
    places = rooms_of(place.event_id) if isinstance(place, Room) else sites_of(place.event_id)
    with db.session.no_autoflush:
        same = db.session.scalars(places.filter_by(name_vi=name)).all()
    return any(other is not place for other in same)


def keep(place: Place, *, by: User) -> None:
    """Add or change a room or a site; published programmes keep the names that they had."""
    act = "changed" if place.id else "added"
    if isinstance(place, Site):
        _index(place)
    db.session.add(place)
    _note(act, place, by=by)


def remove_room(room: Room, *, by: User) -> None:
    """Raises `Refusal` while an item is in it."""
    if db.session.scalar(sa.select(AgendaItem.id).filter_by(room_id=room.id).limit(1)):
        raise Refusal(_("Items of the programme are in this room. It can be renamed instead."))
    _note("removed", room, by=by)
    db.session.delete(room)


def remove_site(site: Site, *, by: User) -> None:
    _note("removed", site, by=by)
    db.session.delete(site)


def add_sites_of_provinces(event: Event, *, by: User) -> int:
    """A site for each province of the event's day that has none yet; says how many were added."""
    hold(f"places:{event.id}")
    taken = sa.select(Site.province_id).filter_by(event_id=event.id)
    known = {number for number in db.session.scalars(taken) if number}
    missing = [one for one in provinces(event) if one.id not in known]
    names = {site.name.vi for site in db.session.scalars(sites_of(event.id))}
    added = [site for one in missing if (site := _site_of(one, event)).name.vi not in names]
    for site in added:
        keep(site, by=by)
    return len(added)


def provinces(event: Event) -> list[Province]:
    """As they are named on the event's day, by the alphabet."""
    day = event.starts_on
    there = sa.select(Province).where(
        Province.valid_from <= day,
        sa.or_(Province.valid_until.is_(None), Province.valid_until >= day),
    )
    return list(db.session.scalars(there.order_by(Province.alphabet_key)))


def _site_of(province: Province, event: Event) -> Site:
    name = province.full_name[0].lower() + province.full_name[1:]
    return Site(
        event_id=event.id,
        province=province,
        name=Words(
            f"Điểm cầu Sở Khoa học và Công nghệ {name}",
            f"Department of Science and Technology of {province.short_name}",
        ),
        address="",
        contact="",
    )


def _index(site: Site) -> None:
    site.alphabet_key = alphabet_key(site.province.short_name if site.province else site.name.vi)
    province = site.province.full_name if site.province else ""
    site.searchable = fold(" ".join([site.name.vi, site.name.en, province, site.address]))


def _note(act: str, place: Place, *, by: User) -> None:
    db.session.flush()
    kind = "room" if isinstance(place, Room) else "site"
    audit.record(act, f"agenda {kind} {place.id}", user_id=by.id, event_id=place.event_id)
    live.touch(topic(place.event_id))
