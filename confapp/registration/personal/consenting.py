"""Withdrawing a consent."""

from datetime import datetime

from flask_babel import gettext as _

from confapp import audit
from confapp.errors import Refusal
from confapp.people.models import User
from confapp.registration.models import Consent
from confapp.registration.purposes import is_needed


def withdraw(consent: Consent, *, of_event_id: int, by: User, at: datetime) -> None:
    """Note that the delegate no longer agrees; twice is the same as once.

    Raises `Refusal` for the purpose without which nobody can be registered.
    """
    if is_needed(consent.purpose):
        raise Refusal(
            _(
                "Without this consent a registration cannot be kept. "
                "Whoever withdraws it deletes the data."
            )
        )
    if consent.withdrawn_at is None:
        consent.withdrawn_at = at
        audit.record(
            "withdraw consent",
            f"registration {consent.registration_id}",
            user_id=by.id,
            event_id=of_event_id,
            purpose=consent.purpose,
        )
