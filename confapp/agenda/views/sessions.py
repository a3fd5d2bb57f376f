"""The form of a session of the draft."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp.access import admit
from confapp.agenda import session_editing
from confapp.agenda.filling_in import words_in
from confapp.agenda.forms import SessionForm
from confapp.agenda.models import AgendaSession
from confapp.agenda.views.blueprint import agenda
from confapp.agenda.views.finding import draft_session
from confapp.clock import in_vietnam, now
from confapp.database import db
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import read
from confapp.people.visiting import visitor


@agenda.get("/organise/agenda/sessions/new")
@admit(may_organise)
def new_session() -> ResponseReturnValue:
    return _page(SessionForm(day=current_event().starts_on), None)


@agenda.post("/organise/agenda/sessions/new")
@admit(may_organise)
def add_session() -> ResponseReturnValue:
    form = read(SessionForm)
    if not form.validate():
        return _page(form, None), 422
    title, day = words_in(form.title_vi, form.title_en), _day(form)
    session_editing.add(current_event(), title, form.span(day), by=visitor(), at=now())
    return _back(_("The session has been added to the draft."))


@agenda.get("/organise/agenda/sessions/<int:session_id>")
@admit(may_organise)
def edit_session(session_id: int) -> ResponseReturnValue:
    session = draft_session(session_id)
    starts, ends = in_vietnam(session.starts_at), in_vietnam(session.ends_at)
    form = SessionForm(
        title_vi=session.title.vi,
        title_en=session.title.en,
        day=starts.date(),
        starts=starts.time(),
        ends=ends.time(),
    )
    return _page(form, session)


@agenda.post("/organise/agenda/sessions/<int:session_id>")
@admit(may_organise)
def change_session(session_id: int) -> ResponseReturnValue:
    session, form = draft_session(session_id), read(SessionForm)
    if not form.validate():
        return _page(form, session), 422
    title, day = words_in(form.title_vi, form.title_en), _day(form)
    session_editing.change(session, title, form.span(day), by=visitor(), at=now())
    return _back(_("Saved in the draft."))


@agenda.post("/organise/agenda/sessions/<int:session_id>/removal")
@admit(may_organise)
def remove_session(session_id: int) -> ResponseReturnValue:
    session_editing.remove(draft_session(session_id), by=visitor(), at=now())
    return _back(_("The session has been taken out of the draft."))


def _day(form: SessionForm) -> date:
    day: date = form.day.data
    return day


def _page(form: SessionForm, session: AgendaSession | None) -> str:
    return render_template("agenda/session.html", form=form, session=session)


def _back(sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "done")
    return redirect(url_for(".edit"), 303)
