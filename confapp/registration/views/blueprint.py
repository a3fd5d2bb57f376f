"""Where the pages of registration hang, and what their templates ask."""

from typing import Any

from flask import Blueprint

from confapp.agenda import places
from confapp.clock import now
from confapp.database import db
from confapp.events.current import current_event
from confapp.registration import standing
from confapp.registration.models import Registration

registration = Blueprint("registration", __name__)


@registration.context_processor
def offer_sites() -> dict[str, Any]:
    """The remote sites that a form may suggest; any other may be typed all the same."""
    return {"known_sites": lambda: db.session.scalars(places.sites_of(current_event().id)).all()}


@registration.app_template_global()
def standing_now(delegate: Registration) -> standing.Standing:
    return standing.standing_of(delegate, at=now())


@registration.app_template_global()
def standing_labels() -> dict[str, str]:
    """The words for each, for the filter of a list."""
    return {str(where): str(words) for where, words in standing.LABELS.items()}


@registration.app_template_global()
def standing_tone(where: standing.Standing) -> str:
    return standing.TONES.get(where, "waiting")
