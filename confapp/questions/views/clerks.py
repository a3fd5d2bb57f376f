"""For clerks: typing in slips and calls, one after another, without a mouse."""

from urllib.parse import unquote

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit
from confapp.clock import now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_enter_for_others
from confapp.forms import read, searched
from confapp.people.visiting import visitor
from confapp.questions import entering, slips
from confapp.questions import slip_books as books
from confapp.questions.entering import Entry
from confapp.questions.slip_forms import CallForm, SlipForm, serial_of
from confapp.questions.slips import NotEntered
from confapp.questions.suggesting import advising
from confapp.questions.views import slip_books
from confapp.questions.views.blueprint import questions
from confapp.registration import delegates
from confapp.registration.models import Registration
from confapp.vietnamese import nfc

SHOWN_LAST = 5


@questions.get("/clerk/slips")
@admit(may_enter_for_others)
def slip_entry() -> ResponseReturnValue:
    proposed = books.proposed(current_event(), by=visitor())
    return _entry_page(read(SlipForm, serial=slips.written(proposed)))


@questions.post("/clerk/slips")
@admit(may_enter_for_others)
def enter_slip() -> ResponseReturnValue:
    return _enter(read(SlipForm))


@questions.get("/clerk/calls")
@admit(may_enter_for_others)
def call_entry() -> ResponseReturnValue:
    return _entry_page(read(CallForm))


@questions.post("/clerk/calls")
@admit(may_enter_for_others)
def enter_call() -> ResponseReturnValue:
    return _enter(read(CallForm))


@questions.get("/clerk/delegates")
@admit(may_enter_for_others)
def find_askers() -> ResponseReturnValue:
    """The delegates whom the words typed so far find, to choose from."""
    entering.note_search(current_event(), by=visitor())
    found = entering.askers(current_event(), searched())
    return render_template("questions/clerk/_askers.html", found=found)


@questions.get("/clerk/suggestion")
@admit(may_enter_for_others)
def suggest_for_clerk() -> ResponseReturnValue:
    """The domain that the words typed so far suggest."""
    typed = nfc(unquote(request.headers.get("Question-Text", "")))
    advice = advising.advisor(current_event()).on(typed)
    return render_template("questions/_suggestion.html", advice=advice)


@questions.errorhandler(NotEntered)
def keep_what_the_clerk_typed(refusal: NotEntered) -> ResponseReturnValue:
    """The form again, with the sentence at its first field."""
    if request.endpoint in slip_books.FORMS:
        return slip_books.again(refusal)
    form = read(SlipForm if request.endpoint == "questions.enter_slip" else CallForm)
    first = form.serial if isinstance(form, SlipForm) else form.who
    first.errors = [*first.errors, str(refusal.sentence)]
    return _entry_page(form), refusal.status


def _enter(form: CallForm) -> ResponseReturnValue:
    event = current_event()
    form.offer(event, db.session.scalars(delegates.provinces()).all())
    is_valid = form.validate()
    asker = None if form.is_of_stranger else _asker(form)
    if not is_valid or (asker is None and not form.is_of_stranger):
        return _entry_page(form), 422
    question = entering.enter(
        event, _entry(form, asker), submission_id=form.submission_id.data, by=visitor(), at=now()
    )
    saved = question.reference
    if question.slip is not None:
        saved = f"{slips.written(question.slip.serial)} → {saved}"
    flash(_("Saved: %(number)s. The form is ready for the next one.", number=saved), "done")
    page = url_for(".slip_entry" if isinstance(form, SlipForm) else ".call_entry")
    db.session.commit()
    return redirect(page, 303)


def _entry(form: CallForm, asker: Registration | None) -> Entry:
    suggested = advising.advisor(current_event()).on(form.text.data).domain
    return Entry(
        serial=serial_of(form.serial) if isinstance(form, SlipForm) else None,
        asker=asker,
        name=form.who.data,
        province=form.chosen_province,
        domain=form.chosen_domain or suggested,
        text=form.text.data,
        shows_name=form.shows_name.data,
    )


def _asker(form: CallForm) -> Registration | None:
    """The delegate who was chosen, or the only one whom the words find; else the field says so."""
    chosen = form.registration.data or ""
    if chosen.isascii() and chosen.isdigit() and len(chosen) < 10:
        of_event = Registration.event_id == current_event().id
        return find(Registration, of_event, Registration.id == int(chosen))
    found = entering.askers(current_event(), form.who.data or "")
    if len(found) == 1:
        return found[0]
    if form.who.data:
        form.refuse_asker(len(found))
    return None


def _entry_page(form: CallForm) -> str:
    event = current_event()
    form.offer(event, db.session.scalars(delegates.provinces()).all())
    last = entering.entered_last(event, by=visitor()).limit(SHOWN_LAST)
    return render_template(
        "questions/clerk/entry.html",
        form=form,
        is_slip=isinstance(form, SlipForm),
        last=db.session.scalars(last).all(),
        written=slips.written,
    )
