"""What every page stands on: the features' addresses, assets, and words for the layout."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import (
    Flask,
    Response,
    current_app,
    g,
    has_request_context,
    redirect,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.routing import IntegerConverter, Map

from confapp import i18n
from confapp.access import public, signed_in
from confapp.database import db
from confapp.events import current, navigation
from confapp.forms import LARGEST_NUMBER
from confapp.people.visiting import visitor_or_none

A_YEAR = 365 * 24 * 3600


class Identifier(IntegerConverter):
    """A number in an address that fits the database's integers; a larger one is not found."""

    def __init__(self, rules: Map, **limits: Any) -> None:
        super().__init__(rules, **({"max": LARGEST_NUMBER} | limits))


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = Identifier
    _register_features(app)
    app.view_functions["static"] = public(app.view_functions["static"])
    app.add_url_rule("/", "home", public(home))
    app.add_url_rule("/start", "start", signed_in(start))
    app.add_url_rule("/healthz", "healthz", public(healthz))
    app.add_url_rule("/readyz", "readyz", public(readyz))
    app.context_processor(_words_for_layout)
    app.after_request(_keep_assets)
    app.add_template_global(static_url)


def home() -> ResponseReturnValue:
    """The current event."""
    event = db.first_or_404(current.newest())
    return redirect(url_for("events.show", event_slug=event.slug))


def start() -> ResponseReturnValue:
    """Where somebody who has just signed in goes on: to their work, or to their own page."""
    g.event = db.first_or_404(current.newest())
    work = navigation.work(visitor_or_none(), g.event)
    return redirect(work[0].href if work else url_for("registration.me"))


def healthz() -> ResponseReturnValue:
    """The process lives."""
    return Response("ok\n", mimetype="text/plain")


def readyz() -> ResponseReturnValue:
    """The database answers; strangers are told no more than that."""
    db.session.execute(sa.text("select 1"))
    return Response("ready\n", mimetype="text/plain")


def static_url(name: str) -> str:
    """The address of an asset, which changes when the asset does."""
    path = Path(current_app.static_folder or "") / name
    return url_for("static", filename=name, v=_fingerprint(path, path.stat().st_mtime_ns))


@cache
def _fingerprint(path: Path, _changed_at: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _keep_assets(response: Response) -> Response:
    if request.endpoint == "static" and "v" in request.args:
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


def _words_for_layout() -> dict[str, Any]:
    if not has_request_context():  # letters and papers that the worker writes
        return {}
    user, event = visitor_or_none(), g.get("event")
    return {
        "locale": i18n.current(),
        "other_language": i18n.other_language(),
        "event": event,
        "home_href": url_for("events.show") if event else "/",
        "ministry_line": i18n.local(event.ministry) if event else None,
        "visitor": user,
        "is_demo": current_app.config["IS_DEMO"],
        "work": navigation.work(user, event) if event else [],
        "navigation": navigation.main(user, event),
        "phone_bar": navigation.phone_bar(user, event),
        "side_menu": navigation.side_menu(user, event),
    }


def _register_features(app: Flask) -> None:
    from confapp.agenda.views import agenda
    from confapp.certificates.views import certificates, verification
    from confapp.checkin.views import checkin
    from confapp.events.views import events
    from confapp.hall.views import hall
    from confapp.people.views import people
    from confapp.questions.views import questions
    from confapp.registration.views import registration
    from confapp.reports.views import reports

    app.register_blueprint(people)
    app.register_blueprint(verification)
    about_an_event = (
        events,
        agenda,
        registration,
        checkin,
        questions,
        hall,
        certificates,
        reports,
    )
    for feature in about_an_event:
        app.register_blueprint(feature, url_prefix="/<event_slug>")
