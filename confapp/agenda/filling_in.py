"""Between the form of an item and the plan that the rules take."""

from collections.abc import Sequence
from typing import Any, TypeVar

from wtforms import StringField

from confapp.agenda.editing import Plan, Presenter
from confapp.agenda.forms import ItemForm, SpeakerForm
from confapp.agenda.models import AgendaItem
from confapp.clock import in_vietnam
from confapp.database import Words
from confapp.events.models import Department, Domain

Body = TypeVar("Body", Domain, Department)


def plan_in(form: ItemForm) -> Plan:
    """What the form asks for, once it is valid."""
    event = form.session.event
    starts_at, ends_at = form.span()
    return Plan(
        kind=form.kind.data,
        title=_words(form.title_vi, form.title_en),
        starts_at=starts_at,
        ends_at=ends_at,
        room=_words(form.room_vi, form.room_en),
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
        "room_vi": item.room.vi,
        "room_en": item.room.en,
        "speakers": [
            {"name": one.name, "post_vi": one.post.vi, "post_en": one.post.en}
            for one in item.speakers
        ],
    }


def _with_code(bodies: Sequence[Body], code: str | None) -> Body | None:
    return next((body for body in bodies if body.code == code), None)


def _presenter(row: SpeakerForm) -> Presenter:
    return Presenter(row.name.data or "", _words(row.post_vi, row.post_en))


def _words(vi: StringField, en: StringField) -> Words:
    return Words(vi.data or "", en.data or "")
