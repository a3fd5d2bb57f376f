"""Whether a legal document is in force on a day."""

from datetime import date, datetime
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp.clock import in_vietnam
from confapp.events.models import LegalDocument
from confapp.i18n import date_short
from confapp.questions.legal_documents import kinds


class Force(StrEnum):
    AHEAD = "ahead"
    NOW = "now"
    PAST = "past"


WORDS = {
    Force.AHEAD: _l("not in force yet"),
    Force.NOW: _l("in force today"),
    Force.PAST: _l("no longer in force"),
}

TONES = {Force.AHEAD: "waiting", Force.NOW: "done", Force.PAST: "stopped"}


def on_day(document: LegalDocument, day: date) -> Force:
    if day < document.in_force_from:
        return Force.AHEAD
    if document.in_force_until is not None and day >= document.in_force_until:
        return Force.PAST
    return Force.NOW


def warning_at(document: LegalDocument, at: datetime) -> str:
    """The warning of the day that it is then in Viet Nam."""
    return warning(document, in_vietnam(at).date())


def warning(document: LegalDocument, day: date) -> str:
    """What whoever cites it on that day should know; empty while it is in force."""
    told = {"kind": kinds.of(document).words, "number": document.number}
    force = on_day(document, day)
    if force is Force.AHEAD:
        from_on = date_short(document.in_force_from)
        return _(
            "%(kind)s No. %(number)s is not in force yet: it will be from %(day)s.",
            **told,
            day=from_on,
        )
    if force is Force.PAST and document.in_force_until is not None:
        until_on = date_short(document.in_force_until)
        return _(
            "%(kind)s No. %(number)s is no longer in force since %(day)s.", **told, day=until_on
        )
    return ""
