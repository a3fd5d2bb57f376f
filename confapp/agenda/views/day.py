"""The running day: start, end, ten minutes more, leave out, hold the ending time."""

import secrets

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import live
from confapp.access import admit, reveal
from confapp.agenda import kinds, running, versions
from confapp.agenda.forms import DayForm, TakeBackForm
from confapp.agenda.models import AgendaSession, day
from confapp.agenda.programme import topic
from confapp.agenda.running import MINUTES, Press
from confapp.agenda.views.blueprint import agenda
from confapp.agenda.views.finding import draft_session, published_item
from confapp.agenda.views.visitors import minute_stamp, this_minute
from confapp.clock import now
from confapp.database import db
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import read
from confapp.people.visiting import visitor


@agenda.get("/organise/agenda/day")
@admit(may_organise)
def running_day() -> ResponseReturnValue:
    return render_template("agenda/day.html", **_day())


@agenda.get("/organise/agenda/day/live")
@admit(may_organise)
def running_day_live() -> ResponseReturnValue:
    stamp = f"-{minute_stamp(this_minute())}-day"
    return live.fragment(
        topic(current_event().id), lambda: render_template("agenda/_day.html", **_day()), also=stamp
    )


@agenda.post("/organise/agenda/day/items/<int:item_id>/<any(start, finish, extend, skip):kind>")
@admit(may_organise)
def act_on_item(item_id: int, kind: str) -> ResponseReturnValue:
    session, _item = published_item(item_id)
    form = read(DayForm)
    minutes = form.minutes.data or 0
    reveal(kind != day.EXTEND or minutes in MINUTES)
    return _act(kind, form, session_id=session.id, item_id=item_id, minutes=minutes)


@agenda.post("/organise/agenda/day/sessions/<int:session_id>/<any(hold_end, release_end):kind>")
@admit(may_organise)
def act_on_session(session_id: int, kind: str) -> ResponseReturnValue:
    session: AgendaSession = draft_session(session_id)
    return _act(kind, read(DayForm), session_id=session.id, item_id=None, minutes=0)


@agenda.post("/organise/agenda/day/undoing")
@admit(may_organise)
def take_back_act() -> ResponseReturnValue:
    form = read(TakeBackForm)
    act = running.take_back(current_event(), seen=form.seen.data or 0, by=visitor(), at=now())
    return _back(_("Taken back: %(act)s.", act=running.words_of(act)))


def _act(
    kind: str, form: DayForm, *, session_id: int, item_id: int | None, minutes: int
) -> ResponseReturnValue:
    reveal(form.validate())
    press = Press(
        kind=kind,
        session_id=session_id,
        item_id=item_id,
        submission_id=form.submission_id.data,
        seen=form.seen.data or 0,
        minutes=minutes,
    )
    act = running.act(current_event(), press, by=visitor(), at=now())
    return _back(f"{running.words_of(act)}." if act else "")


def _day() -> dict[str, object]:
    event = current_event()
    newest = db.session.scalar(versions.newest(event.id))
    last = db.session.scalar(running.newest_act(event.id))
    return {
        "programme": versions.standing_at(now(), event),
        "newest": newest,
        "last_words": running.words_of(last) if last else "",
        "fresh_id": lambda: secrets.token_urlsafe(18),
        "kinds": kinds.NAMES,
        "minutes": MINUTES,
    }


def _back(sentence: str) -> ResponseReturnValue:
    db.session.commit()
    if sentence:
        flash(sentence, "done")
    return redirect(url_for(".running_day"), 303)
