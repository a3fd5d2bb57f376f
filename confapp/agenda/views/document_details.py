"""Changing and removing a document."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import bodies
from confapp.access import require, reveal, signed_in
from confapp.agenda.documents import editing, kinds
from confapp.agenda.documents.forms import DocumentForm, FileForm, as_fields
from confapp.agenda.documents.models import Document
from confapp.agenda.documents.unfit import Unfit
from confapp.agenda.views.blueprint import agenda
from confapp.agenda.views.documents import document_of_event, readable, reader
from confapp.clock import now
from confapp.database import db
from confapp.forms import read
from confapp.people.visiting import visitor


@agenda.get("/agenda/documents/<int:document_id>/details")
@signed_in
def edit_document(document_id: int) -> ResponseReturnValue:
    return _page(_document_of_theirs(document_id))


@agenda.post("/agenda/documents/<int:document_id>/details")
@signed_in
def change_document(document_id: int) -> ResponseReturnValue:
    document, form = _document_of_theirs(document_id), read(DocumentForm)
    if not form.validate():
        return _page(document, form=form), 422
    editing.change(document, form.title, form.terms, by=visitor())
    db.session.commit()
    flash(_("Saved."), "done")
    return redirect(_shelf_of(document), 303)


@agenda.post("/agenda/documents/<int:document_id>/file")
@signed_in
@bodies.takes(kinds.LARGEST_SENDING)
def replace_document(document_id: int) -> ResponseReturnValue:
    document, form = _document_of_theirs(document_id), read(FileForm)
    if not form.validate():
        return _page(document, file_form=form), 422
    editing.replace(document, form.sent[0], by=visitor(), at=now())
    db.session.commit()
    flash(_("The file has been replaced."), "done")
    return redirect(_shelf_of(document), 303)


@agenda.errorhandler(Unfit)
def say_at_the_field(unfit: Unfit) -> ResponseReturnValue:
    """The page of the document again, with what is wrong with the newer file."""
    form = FileForm()
    form.file.errors = [str(unfit.sentence)]
    return _page(_document_of_theirs((request.view_args or {})["document_id"]), file_form=form), 422


@agenda.post("/agenda/documents/<int:document_id>/removal")
@signed_in
def remove_document(document_id: int) -> ResponseReturnValue:
    document = _document_of_theirs(document_id)
    editing.remove(document, by=visitor(), at=now())
    db.session.commit()
    undo = url_for(".restore_document", document_id=document_id)
    words = {"text": _("The document has been removed."), "undo": undo}
    flash(words, "done")  # type: ignore[arg-type]
    return redirect(_shelf_of(document), 303)


@agenda.post("/agenda/documents/<int:document_id>/restoration")
@signed_in
def restore_document(document_id: int) -> ResponseReturnValue:
    document = document_of_event(document_id)
    reveal(reader().may_edit(document.item))
    editing.restore(document, by=visitor())
    db.session.commit()
    flash(_("The document is there again."), "done")
    return redirect(_shelf_of(document), 303)


def _document_of_theirs(document_id: int) -> Document:
    """A document that the visitor may read (else a 404) and change (else a 403)."""
    document = readable(document_id)
    require(reader().may_edit(document.item))
    return document


def _page(
    document: Document, *, form: DocumentForm | None = None, file_form: FileForm | None = None
) -> str:
    return render_template(
        "agenda/edit_document.html",
        document=document,
        form=form or DocumentForm(**as_fields(document)),
        file_form=file_form or FileForm(),
        shelf=_shelf_of(document),
    )


def _shelf_of(document: Document) -> str:
    """Where the visitor keeps this document and those beside it."""
    if reader().organises or document.item_id is None:
        return url_for(".documents")
    return url_for(".item_documents", item_id=document.item_id)
