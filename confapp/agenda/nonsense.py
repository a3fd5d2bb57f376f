"""What cannot be in any programme."""

from datetime import timedelta

from flask_babel import gettext as _

from confapp.agenda.programme import Span
from confapp.clock import in_vietnam

LONGEST = timedelta(hours=12)


def nonsense(span: Span) -> str:
    """Why nothing can last like this, in a sentence; or nothing."""
    if span.ends_at <= span.starts_at:
        return _("The end must be after the start.")
    if span.length > LONGEST:
        return _("Nothing lasts more than twelve hours.")
    if in_vietnam(span.starts_at).date() != in_vietnam(span.ends_at).date():
        return _("It must end on the day on which it starts.")
    return ""
