"""How long there is until an answer is due, in words."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

SOON = timedelta(hours=4)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def urgency(due_at: datetime, *, at: datetime) -> str:
    """late, soon or calm."""
    if at > due_at:
        return "late"
    return "soon" if due_at - at < SOON else "calm"


def in_words(due_at: datetime, *, at: datetime) -> str:
    """2 hours left; 1 day late."""
    return _late(at - due_at) if at > due_at else _left(due_at - at)


def _left(span: timedelta) -> str:
    if span >= 2 * DAY:
        return ngettext("%(num)s day left", "%(num)s days left", span // DAY)
    if span >= HOUR:
        return ngettext("%(num)s hour left", "%(num)s hours left", span // HOUR)
    if span >= MINUTE:
        return ngettext("%(num)s minute left", "%(num)s minutes left", span // MINUTE)
    return _("Less than a minute left")


def _late(span: timedelta) -> str:
    if span >= 2 * DAY:
        return ngettext("%(num)s day late", "%(num)s days late", span // DAY)
    if span >= HOUR:
        return ngettext("%(num)s hour late", "%(num)s hours late", span // HOUR)
    if span >= MINUTE:
        return ngettext("%(num)s minute late", "%(num)s minutes late", span // MINUTE)
    return _("Less than a minute late")
