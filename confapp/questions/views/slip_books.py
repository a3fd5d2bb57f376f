"""For clerks: which slips were handed out, which are missing, and blank ones to print."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit
from confapp.clock import now
from confapp.database import db, find
from confapp.downloads import as_download
from confapp.events.current import current_event
from confapp.events.policy import may_enter_for_others
from confapp.forms import read
from confapp.people.visiting import visitor
from confapp.questions import slip_books as books
from confapp.questions import slip_printing, slips
from confapp.questions.models import HeldSlip, SlipBook
from confapp.questions.slip_forms import BookForm, HeldForm, serial_of
from confapp.questions.slips import NotEntered
from confapp.questions.views.blueprint import questions

FORMS = ("questions.hand_out_slips", "questions.withhold_slip")


@questions.get("/clerk/books")
@admit(may_enter_for_others)
def slip_books() -> ResponseReturnValue:
    return _page(BookForm(), HeldForm())


@questions.post("/clerk/books")
@admit(may_enter_for_others)
def hand_out_slips() -> ResponseReturnValue:
    form = read(BookForm)
    if not form.validate():
        return _page(form, HeldForm()), 422
    books.hand_out(
        current_event(),
        first=serial_of(form.first),
        last=serial_of(form.last),
        handed_to=form.handed_to.data,
        by=visitor(),
        at=now(),
    )
    return _back(_("The book has been noted."))


@questions.post("/clerk/held-slips")
@admit(may_enter_for_others)
def withhold_slip() -> ResponseReturnValue:
    form = read(HeldForm)
    if not form.validate():
        return _page(BookForm(), form), 422
    serial = serial_of(form.held_serial)
    slips.withhold(
        current_event(),
        serial,
        kind=form.kind.data,
        reason=form.reason.data,
        by=visitor(),
        at=now(),
    )
    return _back(_("Slip %(serial)s has been noted.", serial=slips.written(serial)))


@questions.post("/clerk/held-slips/<int:held_id>/release")
@admit(may_enter_for_others)
def release_slip(held_id: int) -> ResponseReturnValue:
    event = current_event()
    note = find(HeldSlip, HeldSlip.event_id == event.id, HeldSlip.id == held_id)
    slips.release(note, event, by=visitor(), at=now())
    return _back(_("Slip %(serial)s can be entered.", serial=slips.written(note.serial)))


@questions.get("/clerk/books/<int:book_id>.pdf")
@admit(may_enter_for_others)
def blank_slips(book_id: int) -> Response:
    event = current_event()
    book = find(SlipBook, SlipBook.event_id == event.id, SlipBook.id == book_id)
    name = f"Phiếu câu hỏi {slips.written(book.first)}-{slips.written(book.last)}.pdf"
    return as_download(slip_printing.print_book(book, event), "application/pdf", name)


def again(refusal: NotEntered) -> ResponseReturnValue:
    """What was typed, with the sentence at the number that cannot be."""
    book, note = read(BookForm), read(HeldForm)
    if book.handed_to.data is None:
        note.held_serial.errors = [str(refusal.sentence)]
        return _page(BookForm(), note), refusal.status
    book.first.errors = [str(refusal.sentence)]
    return _page(book, HeldForm()), refusal.status


def _page(book: BookForm, note: HeldForm) -> str:
    event = current_event()
    return render_template(
        "questions/clerk/books.html",
        standings=books.standings(event),
        held=db.session.scalars(slips.held(event)).all(),
        book=book,
        note=note,
        spans=books.spans,
        written=slips.written,
        kinds=slips.KINDS,
    )


def _back(sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "done")
    return redirect(url_for(".slip_books"), 303)
