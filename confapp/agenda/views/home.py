"""The event's home: what it is, what is on, and where to go from here."""

from flask import render_template
from flask.typing import ResponseReturnValue

from confapp import live, shelf
from confapp.access import public
from confapp.agenda import programme, versions
from confapp.agenda.views.blueprint import agenda
from confapp.agenda.views.visitors import minute_stamp, this_minute
from confapp.events.current import current_event
from confapp.events.dates import leaf
from confapp.events.views import events


@events.get("/")
@public
@shelf.keep
def show() -> ResponseReturnValue:
    event = current_event()
    seen = versions.standing_at(this_minute(), event)
    return render_template("events/show.html", programme=seen, leaf=leaf(event.starts_on))


@agenda.get("/agenda/now")
@public
@shelf.keep
def now() -> ResponseReturnValue:
    at, event = this_minute(), current_event()

    def strip() -> str:
        seen = versions.standing_at(at, event)
        return render_template("agenda/_now.html", programme=seen)

    return live.fragment(
        programme.topic(event.id), strip, also=f"-{minute_stamp(at)}-now", is_public=True
    )
