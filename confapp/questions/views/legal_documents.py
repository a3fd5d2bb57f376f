"""The legal documents that answers may cite, as the organisers keep them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit
from confapp.clock import in_vietnam, now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.models import LegalDocument
from confapp.events.policy import may_organise
from confapp.forms import read, searched
from confapp.paging import page_of
from confapp.people.visiting import visitor
from confapp.questions.legal_documents import force, keeping, kinds, listing, using
from confapp.questions.legal_documents.forms import LegalDocumentForm, as_fields
from confapp.questions.views.blueprint import questions


@questions.get("/organise/legal-documents")
@admit(may_organise)
def legal_documents() -> ResponseReturnValue:
    event, words = current_event(), searched()
    return render_template(
        "questions/legal_documents.html",
        page=page_of(listing.matching(event, words)),
        words=words,
        citing=using.citing(event),
        kind_of=kinds.of,
        force=force,
        today=in_vietnam(now()).date(),
    )


@questions.get("/organise/legal-documents/new")
@admit(may_organise)
def new_legal_document() -> ResponseReturnValue:
    return _page(LegalDocumentForm())


@questions.post("/organise/legal-documents")
@admit(may_organise)
def add_legal_document() -> ResponseReturnValue:
    form = read(LegalDocumentForm)
    if not form.is_possible(current_event()):
        return _page(form), 422
    keeping.add(current_event(), form.particulars, by=visitor())
    return _left(_("Answers can cite the document now."))


@questions.get("/organise/legal-documents/<int:document_id>")
@admit(may_organise)
def legal_document(document_id: int) -> ResponseReturnValue:
    document = _document(document_id)
    return _page(LegalDocumentForm(**as_fields(document)), document)


@questions.post("/organise/legal-documents/<int:document_id>")
@admit(may_organise)
def change_legal_document(document_id: int) -> ResponseReturnValue:
    document, form = _document(document_id), read(LegalDocumentForm)
    if not form.is_possible(current_event(), document):
        return _page(form, document), 422
    keeping.change(document, form.particulars, event=current_event(), by=visitor())
    return _left(_("Saved."))


@questions.post("/organise/legal-documents/<int:document_id>/removal")
@admit(may_organise)
def remove_legal_document(document_id: int) -> ResponseReturnValue:
    keeping.remove(_document(document_id), by=visitor())
    return _left(_("The legal document has been removed."))


def _document(document_id: int) -> LegalDocument:
    of_event = LegalDocument.event_id == current_event().id
    return find(LegalDocument, LegalDocument.id == document_id, of_event)


def _left(sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "done")
    return redirect(url_for(".legal_documents"), 303)


def _page(form: LegalDocumentForm, document: LegalDocument | None = None) -> str:
    return render_template(
        "questions/legal_document.html",
        form=form,
        document=document,
        is_stood_for=document is not None and using.is_stood_for(document),
        why_it_stays=keeping.why_it_stays(document) if document else "",
    )
