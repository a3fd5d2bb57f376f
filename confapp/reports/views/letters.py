"""The letters: read, sent again, noted as come back."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from confapp import audit, jobs
from confapp.access import admit, reveal
from confapp.clock import now
from confapp.database import db
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import read, searched
from confapp.mail import delivery, outages
from confapp.mail.models import Message
from confapp.mail.sending import send_waiting
from confapp.paging import page_of
from confapp.people import signing_in
from confapp.people.visiting import visitor
from confapp.reports import letters as outbox
from confapp.reports.forms import ReturnForm
from confapp.reports.views.blueprint import reports


@reports.get("/organise/letters")
@admit(may_organise)
def letters() -> ResponseReturnValue:
    state = searched("state")
    audit.note_reading("list of letters", user_id=visitor().id, event_id=current_event().id)
    rows = outbox.listed(visitor(), current_event(), words=searched(), state=state)
    numbers = outbox.numbers(visitor(), current_event())
    return render_template(
        "reports/letters.html",
        page=page_of(rows),
        filters=_filters(state, numbers),
        state=state,
        words=searched(),
        numbers=numbers,
        outage=db.session.scalar(outages.present()),
        has_mail_server=_has_mail_server(),
    )


@reports.get("/organise/letters/<int:letter_id>")
@admit(may_organise)
def letter(letter_id: int) -> ResponseReturnValue:
    found = _letter(letter_id)
    audit.note_reading(f"letter {letter_id}", user_id=visitor().id, event_id=current_event().id)
    return _letter_page(found, read(ReturnForm))


@reports.post("/organise/letters/<int:letter_id>/sending")
@admit(may_organise)
def send_again(letter_id: int) -> ResponseReturnValue:
    outbox.send_again(_letter(letter_id), by=visitor(), at=now())
    db.session.commit()
    jobs.enqueue(send_waiting)
    flash(_("The letter will be sent again."), "done")
    return redirect(url_for(".letter", letter_id=letter_id), 303)


@reports.post("/organise/letters/sending")
@admit(may_organise)
def send_all_again() -> ResponseReturnValue:
    number = outbox.send_all_again(visitor(), current_event(), at=now())
    db.session.commit()
    jobs.enqueue(send_waiting)
    sentence = ngettext(
        "%(num)d letter will be sent again.", "%(num)d letters will be sent again.", number
    )
    flash(sentence, "done")
    return redirect(url_for(".letters", state=delivery.WAITING), 303)


@reports.post("/organise/letters/<int:letter_id>/return")
@admit(may_organise)
def note_return(letter_id: int) -> ResponseReturnValue:
    found, form = _letter(letter_id), read(ReturnForm)
    if not form.validate():
        return _letter_page(found, form), 422
    outbox.note_return(found, form.note.data or "", by=visitor(), at=now())
    db.session.commit()
    flash(_("Noted: the letter came back."), "done")
    return redirect(url_for(".letter", letter_id=letter_id), 303)


def _letter_page(found: Message, form: ReturnForm) -> str:
    return render_template(
        "reports/letter.html",
        letter=found,
        form=form,
        parts=outbox.parts(
            found.text,
            base_url=current_app.config["SETTINGS"].base_url,
            hides_sign_in=not current_app.config["IS_DEMO"] or _is_to_staff(found),
        ),
        has_mail_server=_has_mail_server(),
    )


def _letter(letter_id: int) -> Message:
    visible = outbox.visible(visitor(), current_event())
    found = db.session.scalars(visible.where(Message.id == letter_id)).one_or_none()
    reveal(found is not None)
    assert found is not None  # noqa: S101 – else there is no such page
    return found


def _is_to_staff(letter: Message) -> bool:
    """Whether its sign-in link would open somebody's office: then nobody else may read it."""
    recipient = signing_in.user_with(letter.recipient)
    return recipient is not None and (recipient.is_staff or recipient.is_administrator)


def _filters(chosen: str, numbers: dict[str, int]) -> list[dict[str, object]]:
    """Ways to the letters of each state, with how many there are."""
    choices = [("", _("All"), sum(numbers.values()))]
    choices += [(state, str(name), numbers[state]) for state, name in delivery.STATES.items()]
    return [
        {
            "label": label,
            "href": url_for(".letters", state=state or None, q=searched() or None),
            "is_current": state == chosen,
            "count": number,
        }
        for state, label, number in choices
    ]


def _has_mail_server() -> bool:
    return current_app.config["SETTINGS"].mail_url is not None
