"""The programme for everybody."""

from datetime import datetime
from typing import Any

from flask import Response, current_app, json, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import clock, live, shelf
from confapp.access import public, reveal
from confapp.agenda import ics, kinds, places, programme, schema_org, versions
from confapp.agenda.documents import policy, shelves
from confapp.agenda.programme import Programme
from confapp.agenda.views.blueprint import agenda
from confapp.events.current import current_event
from confapp.events.models import Domain
from confapp.events.navigation import Entry
from confapp.i18n import local
from confapp.people.visiting import visitor_or_none


@agenda.get("/agenda")
@public
@shelf.keep
def show() -> ResponseReturnValue:
    shown = _shown(this_minute())
    seen: Programme = shown["programme"]
    described = schema_org.described(current_event(), seen, address=programme_address())
    return render_template(
        "agenda/show.html", **shown, filters=_filters(seen.domain), described=described
    )


@agenda.get("/agenda/live", endpoint="live")
@public
@shelf.keep
def live_programme() -> ResponseReturnValue:
    at, visitor = this_minute(), visitor_or_none()
    stamp = policy.reader(visitor, current_event()).stamp
    return live.fragment(
        programme.topic(current_event().id),
        lambda: render_template("agenda/_timeline.html", **_shown(at)),
        also=f"-{minute_stamp(at)}-{_chosen_domain() or 'all'}-{stamp}",
        is_public=visitor is None,
    )


@agenda.get("/agenda.ics")
@public
@shelf.keep
def calendar() -> ResponseReturnValue:
    content = ics.calendar_file(
        current_event(),
        ics.standings(current_event().id),
        domain=_chosen_domain(),
        address=programme_address(),
        host=current_app.config["SETTINGS"].host,
    )
    return Response(content, content_type=ics.TYPE)


@agenda.get("/agenda.json")
@public
@shelf.keep
def as_json() -> ResponseReturnValue:
    seen = versions.standing_at(clock.now(), current_event())
    described = schema_org.described(current_event(), seen, address=programme_address())
    return Response(json.dumps(described, ensure_ascii=False), mimetype="application/json")


def this_minute() -> datetime:
    """The running minute's beginning: what is shown changes once a minute, and so does its ETag."""
    return clock.now().replace(second=0, microsecond=0)


def minute_stamp(at: datetime) -> str:
    return f"{at:%Y%m%d%H%M}"


def _shown(at: datetime) -> dict[str, Any]:
    """The programme as the visitor may see it: links to follow online for those who take part."""
    event = current_event()
    reader = policy.reader(visitor_or_none(), event)
    return {
        "programme": versions.standing_at(at, event, _chosen_domain()),
        "kinds": kinds.NAMES,
        "shelves": shelves.open_to(reader, event, at=at),
        "links": places.links_of(event.id) if reader.takes_part else {},
    }


def _chosen_domain() -> str:
    """The code of the domain that the address asks for, if it asks for one."""
    code = request.args.get("domain", "")
    reveal(not code or code in {domain.code for domain in current_event().domains})
    return code


def _filters(chosen: str) -> list[Entry]:
    """Ways to the whole programme and to each domain's part."""
    whole = Entry(_("All"), url_for("agenda.show"), not chosen)
    return [whole, *(_filter(domain, chosen) for domain in current_event().domains)]


def _filter(domain: Domain, chosen: str) -> Entry:
    address = url_for("agenda.show", domain=domain.code)
    return Entry(local(domain.name), address, domain.code == chosen)


def programme_address() -> str:
    """Where the programme is, as calendars and other programs are told."""
    base_url: str = current_app.config["SETTINGS"].base_url
    return base_url + url_for("agenda.show")
