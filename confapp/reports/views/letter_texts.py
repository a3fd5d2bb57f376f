"""The wording of letters: read, tried on a sample person, changed, put back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit, reveal
from confapp.clock import now
from confapp.database import db
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.mail import wording
from confapp.mail.wording import Letter
from confapp.people.visiting import visitor
from confapp.reports import letter_texts as texts
from confapp.reports.forms import WordingForm
from confapp.reports.views.blueprint import reports


@reports.get("/organise/letter-texts")
@admit(may_organise)
def letter_texts() -> ResponseReturnValue:
    return render_template("reports/letter_texts.html", listed=texts.listed(current_event()))


@reports.get("/organise/letter-texts/<name>")
@admit(may_organise)
def letter_text(name: str) -> ResponseReturnValue:
    letter = _letter(name)
    form = WordingForm.for_letter(letter, texts.current(letter, current_event()))
    return _page(letter, form, is_sound=True)


@reports.post("/organise/letter-texts/<name>")
@admit(may_organise)
def change_letter_text(name: str) -> ResponseReturnValue:
    letter = _letter(name)
    form = WordingForm.for_letter(letter, texts.current(letter, current_event()))
    if not form.validate():
        return _page(letter, form, is_sound=False), 422
    if request.form.get("act") == "preview":
        return _page(letter, form, is_sound=True)
    texts.change(letter, current_event(), form.said, by=visitor(), at=now())
    db.session.commit()
    flash(_("Saved. Letters are written in these words from now on."), "done")
    return redirect(url_for(".letter_text", name=name), 303)


@reports.post("/organise/letter-texts/<name>/original")
@admit(may_organise)
def restore_letter_text(name: str) -> ResponseReturnValue:
    texts.back_to_original(_letter(name), current_event(), by=visitor())
    db.session.commit()
    flash(_("The letter is worded as it was originally."), "done")
    return redirect(url_for(".letter_text", name=name), 303)


def _letter(name: str) -> Letter:
    reveal(name in wording.letters)
    return wording.letters[name]


def _page(letter: Letter, form: WordingForm, *, is_sound: bool) -> str:
    """The form, and beside it how the letter reads in these words, if they can be filled in."""
    event = current_event()
    said = form.said if is_sound else texts.current(letter, event)
    return render_template(
        "reports/letter_text.html",
        letter=letter,
        form=form,
        is_sound=is_sound,
        samples=list(texts.samples(letter, event, said)),
    )
