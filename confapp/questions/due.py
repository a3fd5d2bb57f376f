"""How long there is until an answer is due: in working time, since offices answer in it."""

from datetime import datetime, time, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from confapp.clock import in_vietnam, vietnam_time
from confapp.i18n import moment_words
from confapp.questions import working_hours

SOON = timedelta(hours=4)
MINUTE, HOUR, WORKING_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(hours=8)
A_DAY = timedelta(days=1)


def urgency(due_at: datetime, *, at: datetime) -> str:
    """late, soon or calm."""
    if at > due_at:
        return "late"
    return "soon" if due_at <= soon_until(at) else "calm"


def soon_until(at: datetime) -> datetime:
    """What is due today, or within four working hours, is due soon."""
    tomorrow = datetime.combine(in_vietnam(at).date() + A_DAY, time())
    return max(vietnam_time(tomorrow), working_hours.after(at, SOON))


def in_words(due_at: datetime, *, at: datetime) -> str:
    """2 working hours left; 1 working day late; and the moment itself where no office works."""
    is_late = at > due_at
    earlier, later = (due_at, at) if is_late else (at, due_at)
    span = working_hours.between(earlier, later)
    if span < MINUTE:
        return _nearly(due_at, later - earlier, is_late=is_late)
    return _late(span) if is_late else _left(span)


def _left(span: timedelta) -> str:
    if span >= 2 * WORKING_DAY:
        days = span // WORKING_DAY
        return ngettext("%(num)s working day left", "%(num)s working days left", days)
    if span >= HOUR:
        return ngettext("%(num)s working hour left", "%(num)s working hours left", span // HOUR)
    return ngettext("%(num)s minute left", "%(num)s minutes left", span // MINUTE)


def _late(span: timedelta) -> str:
    if span >= 2 * WORKING_DAY:
        days = span // WORKING_DAY
        return ngettext("%(num)s working day late", "%(num)s working days late", days)
    if span >= HOUR:
        return ngettext("%(num)s working hour late", "%(num)s working hours late", span // HOUR)
    return ngettext("%(num)s minute late", "%(num)s minutes late", span // MINUTE)


def _nearly(due_at: datetime, span: timedelta, *, is_late: bool) -> str:
    if span < MINUTE:
        return _("Less than a minute late") if is_late else _("Less than a minute left")
    if is_late:
        return _("Late since %(when)s", when=moment_words(due_at))
    return _("Due at %(when)s", when=moment_words(due_at))
