"""Adding documents: organisers for everything, a department for its items."""

import secrets
from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from confapp import bodies
from confapp.access import admit, require, signed_in
from confapp.agenda.documents import intake, kinds, policy, shelves
from confapp.agenda.documents.forms import DocumentsForm
from confapp.agenda.models import AgendaItem, AgendaSession
from confapp.agenda.views.blueprint import agenda
from confapp.agenda.views.documents import reader
from confapp.clock import now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import read, searched
from confapp.paging import page_of
from confapp.people.visiting import visitor

Page = Callable[[DocumentsForm], str]


@agenda.get("/organise/documents")
@admit(may_organise)
def documents() -> ResponseReturnValue:
    return _page_of_all(_form())


@agenda.post("/organise/documents")
@admit(may_organise)
@bodies.takes(kinds.LARGEST_SENDING)
def add_documents() -> ResponseReturnValue:
    return _take_in(_form(), _page_of_all, url_for(".documents"))


@agenda.get("/agenda/items/<int:item_id>/documents")
@signed_in
def item_documents(item_id: int) -> ResponseReturnValue:
    item = _item_of_theirs(item_id)
    return _page_of(item)(_form(item))


@agenda.post("/agenda/items/<int:item_id>/documents")
@signed_in
@bodies.takes(kinds.LARGEST_SENDING)
def add_item_documents(item_id: int) -> ResponseReturnValue:
    item = _item_of_theirs(item_id)
    return _take_in(_form(item), _page_of(item), url_for(".item_documents", item_id=item_id))


def _take_in(form: DocumentsForm, page: Page, back: str) -> ResponseReturnValue:
    if not form.validate():
        return page(form), 422
    outcome = intake.take_in(
        form.sent,
        event=current_event(),
        item=form.chosen_item,
        terms=form.terms,
        submission_id=form.submission_id.data,
        by=visitor(),
        at=now(),
    )
    db.session.commit()
    if outcome.taken:
        flash(_added(outcome.taken), "done")
    if not outcome.refusals:
        return redirect(back, 303)
    form.files.errors = outcome.refusals
    form.submission_id.data = secrets.token_urlsafe(18)
    return page(form), 422


def _added(number: int) -> str:
    return ngettext(
        "%(num)d document has been added.", "%(num)d documents have been added.", number
    )


def _form(item: AgendaItem | None = None) -> DocumentsForm:
    """The form for this item alone, or for the conference and all its items."""
    form = read(DocumentsForm)
    if item is None:
        form.offer(db.session.scalars(shelves.draft_items(current_event())).all())
    else:
        form.belongs_to(item)
    return form


def _page_of_all(form: DocumentsForm) -> str:
    return render_template(
        "agenda/documents.html",
        form=form,
        page=page_of(shelves.listed(current_event(), words=searched())),
        words=searched(),
        at=now(),
    )


def _page_of(item: AgendaItem) -> Page:
    def page(form: DocumentsForm) -> str:
        found = shelves.open_to(reader(), current_event(), at=now())
        return render_template("agenda/item_documents.html", form=form, item=item, shelves=found)

    return page


def _item_of_theirs(item_id: int) -> AgendaItem:
    """The event's item, if the visitor may add documents to it; else a 403."""
    of_event = AgendaItem.session.has(AgendaSession.event_id == current_event().id)
    there = AgendaItem.removed_at.is_(None)
    item = find(AgendaItem, AgendaItem.id == item_id, of_event, there)
    require(policy.may_edit(visitor(), current_event(), item))
    return item
