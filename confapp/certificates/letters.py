"""The letter that comes with a certificate."""

from datetime import datetime

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from confapp.certificates.printing import Printed
from confapp.i18n import local
from confapp.mail import outbox
from confapp.mail.links import Link
from confapp.mail.writing import written
from confapp.registration.models import Registration


def tell(registration: Registration, printed: Printed, *, at: datetime) -> None:
    """Write to the delegate, in the delegate's language, where the certificate is."""
    base_url: str = current_app.config["SETTINGS"].base_url
    with force_locale(registration.language):
        subject = _("Certificate issued: %(event)s", event=local(registration.event.short_title))
        text = written(
            "certificates/letters/issued.txt",
            registration=registration,
            printed=printed,
            page=Link(f"{base_url}/{registration.event.slug}/me"),
            verify=Link(printed.verify_url),
        )
        outbox.write(
            registration.email, subject, text, at=at, event_id=registration.event_id, is_bulk=True
        )
