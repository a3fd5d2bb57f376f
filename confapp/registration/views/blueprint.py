"""Where the pages of registration hang, and the words for where somebody stands."""

from flask import Blueprint

from confapp.clock import now
from confapp.registration import standing
from confapp.registration.models import Registration

registration = Blueprint("registration", __name__)


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
