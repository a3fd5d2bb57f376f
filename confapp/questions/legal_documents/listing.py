"""The legal documents of an event, found by words and in the order of their force."""

import sqlalchemy as sa

from confapp.events.models import Event, LegalDocument
from confapp.questions.legal_documents import kinds
from confapp.vietnamese import fold


def matching(event: Event, words: str = "") -> sa.Select[LegalDocument]:
    """Those that hold every one of the words, by kind, and the newest of a kind first."""
    typed = fold(words).split()
    found = (LegalDocument.searchable.contains(one, autoescape=True) for one in typed)
    return (
        sa.select(LegalDocument)
        .where(LegalDocument.event_id == event.id, *found)
        .order_by(kinds.rank(), LegalDocument.issued_on.desc(), LegalDocument.number)
    )
