"""More legal documents that sample answers may cite, beside the decrees of the event."""

import tomllib

from confapp.database import db
from confapp.events.models import Event
from confapp.seeding import SEED, legal_document

FILE = SEED / "demo" / "legal_documents.toml"


def add(event: Event) -> None:
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["legal_document"]
    db.session.add_all(legal_document(one, event) for one in told)
    db.session.flush()
