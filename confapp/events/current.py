"""The event that an address is about."""

import re
from typing import Any

import sqlalchemy as sa
from flask import Flask, abort, current_app, g

from confapp.database import db
from confapp.events.models import Event

SLUG = "event_slug"
BY_SLUG = sa.select(Event).where(Event.slug == sa.bindparam("slug"))
SHAPE = re.compile(r"[a-z0-9-]{1,80}")


def init_app(app: Flask) -> None:
    app.url_value_preprocessor(_find_event)
    app.url_defaults(_add_slug)


def current_event() -> Event:
    """The event of this request's address."""
    event: Event = g.event
    return event


def newest() -> sa.Select[Event]:
    """The event that `/` leads to."""
    return sa.select(Event).order_by(Event.starts_on.desc(), Event.id.desc()).limit(1)


def _find_event(endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.event = None
    if values is not None and SLUG in values:
        slug = values.pop(SLUG)
        if not SHAPE.fullmatch(slug):
            abort(404)
        g.event = db.session.scalars(BY_SLUG, {"slug": slug}).one_or_none()
        if g.event is None:
            abort(404)


def _add_slug(endpoint: str, values: dict[str, Any]) -> None:
    event = g.get("event")
    if event is None or SLUG in values:
        return
    if current_app.url_map.is_endpoint_expecting(endpoint, SLUG):
        values[SLUG] = event.slug
