"""The organisers' overview, and the letters."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import audit, jobs
from confapp.access import admit, reveal
from confapp.clock import now
from confapp.database import db
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import searched
from confapp.mail.models import Message
from confapp.mail.sending import send_waiting
from confapp.paging import page_of
from confapp.people import signing_in
from confapp.people.visiting import visitor
from confapp.questions.states import Place
from confapp.reports import figures, provinces
from confapp.reports import letters as outbox

reports = Blueprint("reports", __name__)


@reports.get("/organise/")
@admit(may_organise)
def overview() -> ResponseReturnValue:
    event = current_event()
    return render_template(
        "reports/overview.html",
        figures=figures.of_event(event, at=now()),
        places=figures.PLACES,
        addresses=_addresses(),
        letters=_numbers(),
        delegations=provinces.delegations(event),
        ministry=provinces.of_the_ministry(event),
        at=now(),
    )


@reports.get("/organise/letters")
@admit(may_organise)
def letters() -> ResponseReturnValue:
    state = searched("state")
    audit.note_reading("list of letters", user_id=visitor().id, event_id=current_event().id)
    rows = outbox.listed(visitor(), current_event(), words=searched(), state=state)
    return render_template(
        "reports/letters.html",
        page=page_of(rows),
        filters=_filters(state),
        state=state,
        words=searched(),
        state_of=outbox.state_of,
        has_mail_server=_has_mail_server(),
    )


@reports.get("/organise/letters/<int:letter_id>")
@admit(may_organise)
def letter(letter_id: int) -> ResponseReturnValue:
    found = _letter(letter_id)
    audit.note_reading(f"letter {letter_id}", user_id=visitor().id, event_id=current_event().id)
    return render_template(
        "reports/letter.html",
        letter=found,
        state=outbox.state_of(found),
        parts=outbox.parts(
            found.text,
            base_url=current_app.config["SETTINGS"].base_url,
            hides_sign_in=not current_app.config["IS_DEMO"] or _is_to_staff(found),
        ),
        has_mail_server=_has_mail_server(),
    )


@reports.post("/organise/letters/<int:letter_id>/sending")
@admit(may_organise)
def send_again(letter_id: int) -> ResponseReturnValue:
    outbox.send_again(_letter(letter_id), by=visitor(), at=now())
    db.session.commit()
    jobs.enqueue(send_waiting)
    flash(_("The letter will be sent again."), "done")
    return redirect(url_for(".letter", letter_id=letter_id), 303)


def _addresses() -> dict[Place, str]:
    """Where the questions are listed that have come so far."""
    ends = {Place.SENT: url_for("hall.moderate"), Place.PUBLISHED: url_for("questions.index")}
    return {place: ends.get(place, url_for("questions.desk")) for place in figures.PLACES}


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


def _numbers() -> dict[str, int]:
    rows = db.session.execute(outbox.number_by_state(visitor(), current_event()))
    return dict.fromkeys(outbox.STATES, 0) | dict(rows.all())


def _filters(chosen: str) -> list[dict[str, object]]:
    """Ways to the letters of each state, with how many there are."""
    numbers = _numbers()
    choices = [("", _("All"), sum(numbers.values()))]
    choices += [(state, str(name), numbers[state]) for state, name in outbox.STATES.items()]
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
