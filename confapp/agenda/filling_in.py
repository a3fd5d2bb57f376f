"""Between the form of an item and the plan that the rules take."""

from collections.abc import Sequence
from typing import Any, TypeVar

from wtforms import StringField

from confapp.agenda.editing import Plan, Presenting
from confapp.agenda.item_forms import ItemForm, SpeakerForm
from confapp.agenda.models import AgendaItem, Room
from confapp.clock import in_vietnam
from confapp.database import Words
from confapp.events.models import Department, Domain

Body = TypeVar("Body", Domain, Department)


def plan_in(form: ItemForm, rooms: Sequence[Room]) -> Plan:
    """What the form asks for, once it is valid."""
    event = form.session.event
    return Plan(
        kind=form.kind.data,
        title=words_in(form.title_vi, form.title_en),
        span=form.span(form.day),
        room=next((room for room in rooms if str(room.id) == form.room.data), None),
        domain=_with_code(event.domains, form.domain.data),
        department=_with_code(event.departments, form.department.data),
        presenters=tuple(_presenter(row.form) for row in form.speakers if row.post_vi.data),
    )


def as_fields(item: AgendaItem) -> dict[str, Any]:
    """The item as the form shows it."""
    return {
        "starts": in_vietnam(item.starts_at).time(),
        "ends": in_vietnam(item.ends_at).time(),
        "title_vi": item.title.vi,
        "title_en": item.title.en,
        "kind": item.kind,
        "domain": item.domain.code if item.domain else "",
        "department": item.department.code if item.department else "",
        "room": str(item.room_id or ""),
        "speakers": [
            {"name": one.name, "post_vi": one.post.vi, "post_en": one.post.en}
            for one in item.speakers
        ],
    }


def words_in(vi: StringField, en: StringField) -> Words:
    return Words(vi.data or "", en.data or "")


def _with_code(bodies: Sequence[Body], code: str | None) -> Body | None:
    return next((body for body in bodies if body.code == code), None)


def _presenter(row: SpeakerForm) -> Presenting:
    return Presenting(row.name.data or "", words_in(row.post_vi, row.post_en))
