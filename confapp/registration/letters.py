"""Letters to delegates."""

from datetime import datetime

from flask import current_app, url_for
from flask_babel import gettext as _

from confapp.events.models import Event
from confapp.i18n import local
from confapp.mail.links import Link
from confapp.people import letters as people_letters
from confapp.registration.application import Outcome


def tell(outcome: Outcome, event: Event, *, at: datetime) -> None:
    """Confirm a new registration; tell of an attempt that a stranger may have made."""
    if outcome.is_new:
        _write(outcome, event, "confirmation", _("Registration confirmed: %(event)s"), at=at)
    elif outcome.is_own:
        return
    elif outcome.registration is not None:
        _write(outcome, event, "already_registered", _("Already registered: %(event)s"), at=at)
    else:
        _write(outcome, event, "known_account", _("To register for: %(event)s"), at=at)


def _write(outcome: Outcome, event: Event, name: str, subject: str, *, at: datetime) -> None:
    people_letters.write_with_link(
        outcome.user,
        f"registration/letters/{name}.txt",
        subject % {"event": local(event.short_title)},
        at=at,
        event_id=event.id,
        event=event,
        registration=outcome.registration,
        page=Link(current_app.config["SETTINGS"].base_url + url_for("registration.me")),
    )
