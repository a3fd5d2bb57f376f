"""A delegate's own programme as a calendar."""

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue

from confapp.access import public, reveal
from confapp.agenda import ics
from confapp.agenda.views.visitors import programme_address
from confapp.database import find
from confapp.events.current import current_event
from confapp.registration import calendars
from confapp.registration.models import Registration
from confapp.registration.views.blueprint import registration


@registration.get("/me/agenda.ics")
@public
def own_calendar() -> ResponseReturnValue:
    """Opened by a key in its address, since calendar programs do not sign in."""
    number = calendars.read_key(request.args.get("key", ""))
    of_event = Registration.event_id == current_event().id
    mine = find(Registration, of_event, Registration.id == (number or 0))
    reveal(mine.has_place)
    content = calendars.calendar_of(
        mine,
        ics.standings(current_event().id),
        address=programme_address(),
        host=current_app.config["SETTINGS"].host,
    )
    return Response(content, content_type=ics.TYPE)
