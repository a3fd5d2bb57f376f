"""Where the pages of registration hang, and what their templates ask."""

from typing import Any

from flask import Blueprint

from confapp.agenda import places
from confapp.database import db
from confapp.events.current import current_event

registration = Blueprint("registration", __name__)


@registration.context_processor
def offer_sites() -> dict[str, Any]:
    """The remote sites that a form may suggest; any other may be typed all the same."""
    return {"known_sites": lambda: db.session.scalars(places.sites_of(current_event().id)).all()}
