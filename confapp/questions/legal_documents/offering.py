"""How a legal document stands in the list that an answer's citations are chosen from."""

from datetime import date

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from confapp.events.models import LegalDocument
from confapp.i18n import local
from confapp.questions.legal_documents import force, kinds

# A list opens as wide as its longest line.
LONGEST = 70


def choice(document: LegalDocument, *, on: date) -> SelectChoice:
    """Its number and title below its kind, and whether it is in force on that day."""
    told = {"number": document.number, "title": _cut(local(document.title))}
    words = _("%(number)s · %(title)s", **told)
    warning = force.warning(document, on)
    if warning:
        state = force.WORDS[force.on_day(document, on)]
        words = _("%(number)s (%(state)s) · %(title)s", state=state, **told)
    return SelectChoice(
        str(document.id), words, {"data-warning": warning}, str(kinds.of(document).words)
    )


def _cut(title: str) -> str:
    if len(title) <= LONGEST:
        return title
    return title[:LONGEST].rsplit(" ", 1)[0] + " …"
