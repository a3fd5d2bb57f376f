"""The check-in desk."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import live
from confapp.access import admit
from confapp.agenda.models import AgendaSession
from confapp.audit import note_reading
from confapp.checkin import attendance, checking, scanning, sittings
from confapp.checkin import personal as personal
from confapp.checkin.checking import Verdict
from confapp.checkin.forms import ScanForm
from confapp.clock import now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_check_in
from confapp.forms import asked_number, read, searched
from confapp.paging import page_of
from confapp.people.visiting import visitor
from confapp.registration.models import Registration

checkin = Blueprint("checkin", __name__)


@checkin.get("/checkin")
@admit(may_check_in)
def desk() -> ResponseReturnValue:
    if searched():
        note_reading("search at the desk", user_id=visitor().id, event_id=current_event().id)
    session = _session(asked_number("session"))
    form = ScanForm(session=session.id if session else "")
    return _page(form, session)


@checkin.post("/checkin")
@admit(may_check_in)
def scan() -> ResponseReturnValue:
    form = read(ScanForm)
    session = _session_or_404(asked_number("session"))
    if not form.validate():
        return _page(form, session), 422
    verdict = checking.check_in(
        scanning.registration_for(form.code.data),
        session,
        by=visitor(),
        at=now(),
        method=checking.BY_CODE,
    )
    db.session.commit()
    return redirect(_address_of(verdict, session), 303)


@checkin.post("/checkin/<int:session_id>/<int:registration_id>")
@admit(may_check_in)
def check_in(session_id: int, registration_id: int) -> ResponseReturnValue:
    session, delegate = _session_or_404(session_id), _delegate(registration_id)
    verdict = checking.check_in(delegate, session, by=visitor(), at=now(), method=checking.BY_NAME)
    db.session.commit()
    return redirect(_address_of(verdict, session), 303)


@checkin.post("/checkin/<int:session_id>/<int:registration_id>/removal")
@admit(may_check_in)
def take_back(session_id: int, registration_id: int) -> ResponseReturnValue:
    session, delegate = _session_or_404(session_id), _delegate(registration_id)
    checking.take_back(delegate, session, by=visitor())
    db.session.commit()
    flash(_("The check-in has been taken back."), "done")
    return redirect(url_for(".desk", session=session.id), 303)


@checkin.get("/checkin/live")
@admit(may_check_in)
def figures() -> ResponseReturnValue:
    session = _session_or_404(asked_number("session"))
    return live.fragment(
        checking.topic(session.event_id),
        lambda: render_template("checkin/_live.html", **_live(session)),
        also=f"-{session.id}",
    )


def _page(form: ScanForm, session: AgendaSession | None) -> str:
    if session is None:
        return render_template("checkin/no_session.html")
    words = searched()
    found = page_of(scanning.looked_for(current_event(), words)) if words else None
    return render_template(
        "checkin/desk.html",
        form=form,
        sessions=sittings.of_event(current_event()),
        verdict=_verdict_in_address(session),
        words=words,
        found=found,
        present=attendance.among(found.rows, session) if found else {},
        **_live(session),
    )


def _live(session: AgendaSession) -> dict[str, Any]:
    return {
        "session": session,
        "attendance": attendance.of_session(session),
        "newest": db.session.scalars(attendance.newest(session)).all(),
    }


def _address_of(verdict: Verdict, session: AgendaSession) -> str:
    # The address tells which verdict to show again, and no name.
    who = verdict.registration.id if verdict.registration else None
    return url_for(".desk", session=session.id, verdict=verdict.kind, delegate=who)


def _verdict_in_address(session: AgendaSession) -> Verdict | None:
    kind = request.args.get("verdict")
    if kind in (checking.UNKNOWN, checking.OTHER_EVENT):
        return Verdict(kind)
    if kind not in (checking.IN, checking.ALREADY, checking.CANCELLED, checking.NO_PLACE):
        return None
    delegate = _delegate(asked_number("delegate") or 0)
    return checking.verdict_on(delegate, session, kind=kind)


def _session(asked: int | None) -> AgendaSession | None:
    if asked is not None:
        return _session_or_404(asked)
    return sittings.going_on_or_next(sittings.of_event(current_event()), at=now())


def _session_or_404(asked: int | None) -> AgendaSession:
    event_id = current_event().id
    return find(AgendaSession, AgendaSession.id == asked, AgendaSession.event_id == event_id)


def _delegate(asked: int) -> Registration:
    event_id = current_event().id
    return find(Registration, Registration.id == asked, Registration.event_id == event_id)
