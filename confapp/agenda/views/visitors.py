"""The programme for everybody."""

from datetime import datetime
from urllib.parse import urlsplit

from flask import Response, current_app, json, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import clock, live
from confapp.access import public, reveal
from confapp.agenda import ics, kinds, programme, schema_org
from confapp.agenda.documents import policy, shelves
from confapp.agenda.views.blueprint import agenda
from confapp.events.current import current_event
from confapp.events.models import Domain
from confapp.events.navigation import Entry
from confapp.i18n import local
from confapp.people.visiting import visitor_or_none


@agenda.get("/agenda")
@public
def show() -> ResponseReturnValue:
    seen = programme.standing_at(this_minute(), current_event(), _chosen_domain())
    described = schema_org.described(current_event(), seen, address=_address())
    reader = policy.reader(visitor_or_none(), current_event())
    return render_template(
        "agenda/show.html",
        programme=seen,
        shelves=shelves.open_to(reader, current_event(), at=seen.at),
        kinds=kinds.NAMES,
        filters=_filters(seen.domain),
        described=described,
    )


@agenda.get("/agenda/live", endpoint="live")
@public
def live_programme() -> ResponseReturnValue:
    at, domain, event = this_minute(), _chosen_domain(), current_event()
    visitor = visitor_or_none()
    reader = policy.reader(visitor, event)

    def timeline() -> str:
        return render_template(
            "agenda/_timeline.html",
            programme=programme.standing_at(at, event, domain),
            kinds=kinds.NAMES,
            shelves=shelves.open_to(reader, event, at=at),
        )

    shown = f"-{minute_stamp(at)}-{domain.code if domain else 'all'}-{reader.stamp}"
    return live.fragment(programme.topic(event.id), timeline, also=shown, is_public=visitor is None)


@agenda.get("/agenda.ics")
@public
def calendar() -> ResponseReturnValue:
    event = current_event()
    content = ics.calendar_file(
        event,
        programme.standing_at(clock.now(), event),
        version=live.version_of(programme.topic(event.id)),
        host=urlsplit(_base_url()).hostname or "localhost",
        address=_address(),
    )
    return Response(content, content_type="text/calendar; charset=utf-8")


@agenda.get("/agenda.json")
@public
def as_json() -> ResponseReturnValue:
    seen = programme.standing_at(clock.now(), current_event())
    described = schema_org.described(current_event(), seen, address=_address())
    return Response(json.dumps(described, ensure_ascii=False), mimetype="application/json")


def this_minute() -> datetime:
    """The running minute's beginning: what is shown changes once a minute, and so does its ETag."""
    return clock.now().replace(second=0, microsecond=0)


def minute_stamp(at: datetime) -> str:
    return f"{at:%Y%m%d%H%M}"


def _chosen_domain() -> Domain | None:
    code = request.args.get("domain")
    if not code:
        return None
    chosen = [domain for domain in current_event().domains if domain.code == code]
    reveal(bool(chosen))
    return chosen[0]


def _filters(chosen: Domain | None) -> list[Entry]:
    """Ways to the whole programme and to each domain's part."""
    whole = Entry(_("All"), url_for("agenda.show"), chosen is None)
    return [whole, *(_filter(domain, chosen) for domain in current_event().domains)]


def _filter(domain: Domain, chosen: Domain | None) -> Entry:
    address = url_for("agenda.show", domain=domain.code)
    return Entry(local(domain.name), address, domain is chosen)


def _address() -> str:
    return _base_url() + url_for("agenda.show")


def _base_url() -> str:
    base_url: str = current_app.config["SETTINGS"].base_url
    return base_url
