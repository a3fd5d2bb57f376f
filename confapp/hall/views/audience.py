"""What everybody sees: the screen in the hall, and the same on phones."""

from typing import Any

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from confapp import i18n, live
from confapp.access import admit, public
from confapp.agenda import programme, versions
from confapp.agenda.views.visitors import minute_stamp, this_minute
from confapp.events.current import current_event
from confapp.events.policy import may_run_screen
from confapp.hall import queue, stage
from confapp.hall.accountable import head_of
from confapp.hall.views.blueprint import hall
from confapp.qr import qr_svg


@hall.get("/screen")
@admit(may_run_screen)
def screen() -> ResponseReturnValue:
    return render_template("hall/screen.html", **_on_screen())


@hall.get("/screen/live")
@admit(may_run_screen)
def screen_live() -> ResponseReturnValue:
    topic = queue.topic(current_event().id)
    return live.fragment(topic, lambda: render_template("hall/_screen.html", **_on_screen()))


@hall.get("/screen/next")
@admit(may_run_screen)
def screen_next() -> ResponseReturnValue:
    """At the foot: the next question, or what is on in the programme while none is queued."""
    event, at = current_event(), this_minute()
    programme_version = live.version_of(programme.topic(event.id))
    return live.fragment(
        queue.topic(event.id),
        lambda: render_template("hall/_screen_next.html", **_on_screen()),
        also=f"-{programme_version}-{minute_stamp(at)}",
    )


@hall.get("/live")
@public
def now_live() -> ResponseReturnValue:
    return render_template("hall/live.html", **_on_phones())


@hall.get("/live/fragment")
@public
def live_fragment() -> ResponseReturnValue:
    # The same for everybody, so that a proxy may keep it: no cookie chooses the language.
    asked = request.args.get("in")
    topic = queue.topic(current_event().id)
    with force_locale(asked if asked in i18n.LANGUAGES else "vi"):
        return live.fragment(
            topic, lambda: render_template("hall/_phone.html", **_on_phones()), is_public=True
        )


def _on_screen() -> dict[str, Any]:
    base_url: str = current_app.config["SETTINGS"].base_url
    return _on_phones() | {
        "programme": versions.standing_at(this_minute(), current_event()),
        "host": base_url.split("://")[1],
        "path": url_for("events.show").rstrip("/"),
        "qr": qr_svg(base_url + url_for("questions.new"), title=_("Send a question")),
    }


def _on_phones() -> dict[str, Any]:
    return {"stage": stage.shown(current_event()), "head_of": head_of}
