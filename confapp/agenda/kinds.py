"""What kinds of items there are, in words."""

from flask_babel import lazy_gettext as _l

NAMES = {
    "welcome": _l("Welcome and check-in"),
    "opening": _l("Opening remarks"),
    "overview": _l("Overview"),
    "briefing": _l("Briefing"),
    "break": _l("Break"),
    "questions": _l("Questions and answers"),
    "closing": _l("Closing remarks"),
}
