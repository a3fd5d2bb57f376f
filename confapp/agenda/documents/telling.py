"""What is noted of each change to a document, and who sees it at once."""

from typing import Any

from confapp import audit, live
from confapp.agenda.documents.models import Document
from confapp.agenda.programme import topic


def tell(act: str, document: Document, *, by_id: int, **details: Any) -> None:
    subject = f"document {document.id}"
    audit.record(act, subject, user_id=by_id, event_id=document.event_id, **details)
    live.touch(topic(document.event_id))


def of_file(document: Document) -> dict[str, Any]:
    return {"name": document.name, "size": document.size, "sha256": document.sha256}


def of_terms(document: Document) -> dict[str, Any]:
    opens_at = document.opens_at.isoformat() if document.opens_at else None
    return {
        "title": document.title.vi,
        "audience": document.audience,
        "opens_at": opens_at,
    }
