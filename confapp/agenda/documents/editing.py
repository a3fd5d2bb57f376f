"""Changing a document: what it is called, who may read it, its file, and whether it is there."""

from datetime import datetime

from flask_babel import gettext as _

from confapp.agenda.documents import telling
from confapp.agenda.documents.intake import Sent, Terms, hold_file, keep_if_fit
from confapp.agenda.documents.models import Document
from confapp.database import Words, db
from confapp.errors import Refusal
from confapp.people.models import User


def change(document: Document, title: Words, terms: Terms, *, by: User) -> None:
    before = telling.of_terms(document)
    document.title, document.audience = title, terms.audience
    document.opens_at = terms.opens_at
    document.index()
    telling.tell("changed", document, by_id=by.id, before=before, now=telling.of_terms(document))


def replace(document: Document, sent: Sent, *, by: User, at: datetime) -> None:
    """Let the document have this file instead; ends the transaction that is open.

    Raises `Unfit`, and `Refusal` for a document that was removed meanwhile.
    """
    document_id, user_id = document.id, by.id
    # Checking and writing take a while and must not hold the database.
    db.session.commit()
    file = keep_if_fit(sent, at=at)
    document = db.session.get_one(Document, document_id, with_for_update=True)
    if document.is_removed:
        raise Refusal(_("The document has been removed meanwhile."))
    if document.sha256 == file.sha256 and document.name == sent.name:
        return
    before = telling.of_file(document)
    hold_file(document, sent.name, file, at=at)
    document.uploaded_by_id = user_id
    telling.tell("replaced", document, by_id=user_id, before=before, now=telling.of_file(document))


def remove(document: Document, *, by: User, at: datetime) -> None:
    """Take the document away; its file is kept, so that it can be brought back."""
    document.removed_at, document.removed_by_id = at, by.id
    telling.tell("removed", document, by_id=by.id, **telling.of_file(document))


def restore(document: Document, *, by: User) -> None:
    """Bring a document back that was removed; one that is there stays."""
    if document.is_removed:
        document.removed_at = document.removed_by_id = None
        telling.tell("restored", document, by_id=by.id, **telling.of_file(document))
