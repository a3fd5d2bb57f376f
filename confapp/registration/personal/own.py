"""What registration itself holds about a delegate: account, registration, consents, letters."""

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.database import db
from confapp.i18n import local
from confapp.people.models import SignIn
from confapp.registration.models import IN_PERSON, Consent, Registration
from confapp.registration.personal import holding, letters
from confapp.registration.personal.holding import Chapter
from confapp.registration.purposes import text_of


@holding.tells
def account(registration: Registration) -> Chapter:
    fields = {
        "email": _("E-mail"),
        "full_name": _("Full name"),
        "created_at": _("Made at"),
        "email_proved_at": _("Address confirmed at"),
        "has_password": _("Has a password"),
        "last_seen_at": _("Last seen at"),
    }
    user = registration.user
    last_seen = sa.select(sa.func.max(SignIn.seen_at)).filter_by(user_id=user.id)
    row = (
        user.email if registration.has_email else None,
        user.full_name,
        user.created_at,
        user.email_proved_at,
        user.password_hash is not None,
        db.session.scalar(last_seen),
    )
    return Chapter("account", _("Account"), fields, [row], place=0)


@holding.tells
def registered(registration: Registration) -> Chapter:
    fields = {
        "reference": _("Registration code"),
        "salutation": _("Form of address"),
        "full_name": _("Full name"),
        "post": _("Position"),
        "organisation": _("Place of work"),
        "province": _("Province or city"),
        "email": _("E-mail"),
        "phone": _("Telephone"),
        "mode": _("How to attend"),
        "site": _("Remote site"),
        "sessions": _("Sessions"),
        "diet": _("Dietary needs"),
        "access_needs": _("Needs of access and support"),
        "language": _("Language of letters"),
        "created_at": _("Registered at"),
        "changed_at": _("Last changed at"),
        "cancelled_at": _("Cancelled at"),
    }
    cancelled = registration.cancellation
    row = (
        registration.reference,
        registration.salutation,
        registration.full_name,
        registration.post,
        registration.organisation,
        registration.province.full_name if registration.province else _("A unit of the ministry"),
        registration.email if registration.has_email else None,
        registration.phone,
        _("In person") if registration.mode == IN_PERSON else _("Online"),
        registration.site,
        ", ".join(local(session.title) for session in registration.sessions),
        registration.diet,
        registration.access_needs,
        _("English") if registration.language == "en" else _("Vietnamese"),
        registration.created_at,
        registration.changed_at,
        cancelled.at if cancelled else None,
    )
    return Chapter("registration", _("Registration"), fields, [row], place=10)


@holding.tells
def consents(registration: Registration) -> Chapter:
    fields = {
        "purpose": _("Purpose"),
        "text": _("Text"),
        "text_version": _("Version of the text"),
        "given_at": _("Given at"),
        "withdrawn_at": _("Withdrawn at"),
    }
    rows = [
        (one.purpose, text_of(one.purpose), one.text_version, one.given_at, one.withdrawn_at)
        for one in sorted(registration.consents, key=_by_time)
    ]
    return Chapter("consents", _("Consents"), fields, rows, place=20)


@holding.tells
def written_to(registration: Registration) -> Chapter:
    fields = {
        "subject": _("Subject"),
        "recipient": _("Sent to"),
        "created_at": _("Written at"),
        "sent_at": _("Sent at"),
    }
    found = letters.to(registration.email_key, registration.event_id)
    rows = [
        (one.subject, one.recipient, one.created_at, one.sent_at)
        for one in db.session.scalars(found)
    ]
    return Chapter("letters", _("Letters"), fields, rows, place=70)


def _by_time(consent: Consent) -> tuple[object, int]:
    return consent.given_at, consent.id
