"""What registration itself holds about a delegate: account, registration, consents, letters."""

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.clock import now
from confapp.database import db
from confapp.i18n import local
from confapp.people.models import SignIn
from confapp.registration.models import IN_PERSON, Consent, Invitation, Registration
from confapp.registration.personal import holding, letters
from confapp.registration.personal.holding import Chapter, Value
from confapp.registration.purposes import text_of
from confapp.registration.standing import LABELS, standing_of


@holding.tells
def account(registration: Registration) -> Chapter:
    user = registration.user
    last_seen = sa.select(sa.func.max(SignIn.seen_at)).filter_by(user_id=user.id)
    facts: list[tuple[str, str, Value]] = [
        ("email", _("E-mail"), user.email if registration.has_email else None),
        ("full_name", _("Full name"), user.full_name),
        ("created_at", _("Made at"), user.created_at),
        ("email_proved_at", _("Address confirmed at"), user.email_proved_at),
        ("has_password", _("Has a password"), user.password_hash is not None),
        ("last_seen_at", _("Last seen at"), db.session.scalar(last_seen)),
    ]
    return Chapter.of_one("account", _("Account"), facts, place=0)


@holding.tells
def registered(registration: Registration) -> Chapter:
    facts = [*_who(registration), *_how(registration)]
    return Chapter.of_one("registration", _("Registration"), facts, place=10)


def _who(mine: Registration) -> list[tuple[str, str, Value]]:
    unit = local(mine.department.name) if mine.department else _("A unit of the ministry")
    province = mine.province.full_name if mine.province else unit
    return [
        ("reference", _("Registration code"), mine.reference),
        ("salutation", _("Form of address"), mine.salutation),
        ("full_name", _("Full name"), mine.full_name),
        ("post", _("Position"), mine.post),
        ("organisation", _("Place of work"), mine.organisation),
        ("province", _("Province or city"), province),
        ("email", _("E-mail"), mine.email if mine.has_email else None),
        ("phone", _("Telephone"), mine.phone),
    ]


def _how(mine: Registration) -> list[tuple[str, str, Value]]:
    mode = _("In person") if mine.mode == IN_PERSON else _("Online")
    language = _("English") if mine.language == "en" else _("Vietnamese")
    sessions = ", ".join(local(session.title) for session in mine.sessions)
    return [
        ("mode", _("How to attend"), mode),
        ("site", _("Remote site"), mine.site),
        ("sessions", _("Sessions"), sessions),
        ("diet", _("Dietary needs"), mine.diet),
        ("access_needs", _("Needs of access and support"), mine.access_needs),
        ("language", _("Language of letters"), language),
        ("created_at", _("Registered at"), mine.created_at),
        ("changed_at", _("Last changed at"), mine.changed_at),
        ("cancelled_at", _("Cancelled at"), mine.cancellation.at if mine.cancellation else None),
    ]


@holding.tells
def place(registration: Registration) -> Chapter:
    facts = [*_in_line(registration), *_asked_to_come(registration.invitation)]
    return Chapter.of_one("place", _("Place and invitation"), facts, place=15)


def _in_line(mine: Registration) -> list[tuple[str, str, Value]]:
    request, waiting = mine.request, mine.waiting
    decision = request.decision if request else None
    return [
        ("state", _("State"), str(LABELS[standing_of(mine, at=now())])),
        ("asked_at", _("Approval asked for at"), request.at if request else None),
        ("reason", _("Reason"), decision.reason if decision else ""),
        ("waiting_since", _("On the waiting list since"), waiting.since if waiting else None),
    ]


def _asked_to_come(invitation: Invitation | None) -> list[tuple[str, str, Value]]:
    answer = invitation.answer if invitation else None
    return [
        ("invited_at", _("Invited at"), invitation.at if invitation else None),
        ("answered_at", _("Answered at"), answer.at if answer else None),
        ("answer", _("Reason given"), answer.reason if answer else ""),
    ]


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
