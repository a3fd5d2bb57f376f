"""Letters to delegates."""

from datetime import datetime

from flask import current_app, render_template, url_for
from flask_babel import gettext as _

from confapp.i18n import local
from confapp.mail import outbox
from confapp.people import letters as people_letters
from confapp.registration.enrolling import Outcome
from confapp.registration.models import Registration


def tell(outcome: Outcome, *, at: datetime) -> None:
    """Confirm a new registration; remind of one that there was, if a stranger may have asked."""
    if outcome.is_new:
        subject = _("Registration confirmed: %(event)s")
        _write("confirmation", subject, outcome.registration, at=at)
    elif not outcome.is_own:
        subject = _("Already registered: %(event)s")
        _write("already_registered", subject, outcome.registration, at=at)


def _write(name: str, subject: str, registration: Registration, *, at: datetime) -> None:
    text = render_template(
        f"registration/letters/{name}.txt",
        registration=registration,
        link=people_letters.link_for(registration.user, at=at),
        page=current_app.config["SETTINGS"].base_url + url_for("registration.me"),
    )
    outbox.write(
        registration.email,
        subject % {"event": local(registration.event.short_title)},
        text,
        at=at,
        event_id=registration.event_id,
    )
