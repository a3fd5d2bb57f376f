"""Documents for whoever may read them."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import clock, downloads
from confapp.access import public, reveal
from confapp.agenda import versions
from confapp.agenda.documents import archive, files, kinds, policy, shelves
from confapp.agenda.documents.models import Document
from confapp.agenda.documents.policy import Reader
from confapp.agenda.programme import items_of
from confapp.agenda.views.blueprint import agenda
from confapp.database import find
from confapp.events.current import current_event
from confapp.people.visiting import visitor_or_none

agenda.add_app_template_global(kinds.in_words, "document_facts")
agenda.add_app_template_global(lambda kind: kinds.KINDS[kind].icon, "document_icon")


@agenda.get("/agenda/documents/<int:document_id>")
@public
def document(document_id: int) -> ResponseReturnValue:
    found = readable(document_id)
    path = files.path_of(found.storage_key)
    reveal(path.is_file())
    mimetype = kinds.KINDS[found.kind].mimetype
    return downloads.from_disk(path, mimetype, found.name, etag=found.sha256)


@agenda.get("/agenda/documents.zip")
@public
def documents_zip() -> ResponseReturnValue:
    open_now = shelves.open_to(reader(), current_event(), at=clock.now())
    items = items_of(versions.published(current_event().id))
    entries = archive.entries(open_now, items)
    reveal(bool(entries))
    name = _("Documents %(event)s", event=current_event().slug)
    return downloads.streamed(archive.streamed(entries), "application/zip", f"{name}.zip")


def reader() -> Reader:
    return policy.reader(visitor_or_none(), current_event())


def readable(document_id: int) -> Document:
    """The document, if the visitor may read it now; else a 404."""
    found = document_of_event(document_id)
    published = shelves.published_items(current_event())
    reveal(reader().may_read(found, published=published, at=clock.now()))
    return found


def document_of_event(document_id: int) -> Document:
    of_event = Document.event_id == current_event().id
    return find(Document, Document.id == document_id, of_event)
