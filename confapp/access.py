"""Doors: locked by default, opened by a sentence; and the guard against forged requests."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.middleware.proxy_fix import ProxyFix

from confapp.database import SAFE_METHODS
from confapp.errors import Refusal

View = TypeVar("View", bound=Callable[..., Any])
Door = Callable[[Any, Any], bool]


def init_app(app: Flask) -> None:
    hops = app.config["SETTINGS"].proxy_hops
    if hops:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    app.before_request(_refuse_forgery)
    app.before_request(_ask_at_the_door)


def public(view: View) -> View:
    """Anybody may enter."""
    return _with_door(view, lambda _user, _event: True, is_public=True)


def signed_in(view: View) -> View:
    """Whoever has signed in may enter; what they see there is their own."""
    return _with_door(view, lambda _user, _event: True)


def admit(may_enter: Door) -> Callable[[View], View]:
    """Whom the predicate `(user, event) -> bool` lets in may enter."""
    return lambda view: _with_door(view, may_enter)


def require(is_allowed: bool) -> None:
    """Go on only if it is allowed; else the page that says there is no permission (403)."""
    if not is_allowed:
        abort(403)


def reveal(may_see: bool) -> None:
    """Go on only if it may be seen; else there is no such page (404)."""
    if not may_see:
        abort(404)


def is_public(view: Callable[..., Any]) -> bool:
    return getattr(view, "is_public", False)


def door_of(view: Callable[..., Any]) -> Door | None:
    return getattr(view, "door", None)


def remember_where_to_go() -> None:
    """Let signing in lead back to this page."""
    session["wanted"] = request.full_path.rstrip("?")


def return_address() -> str:
    """Where the visitor wanted to go before signing in, if it is a page of ours."""
    wanted = session.pop("wanted", "")
    return wanted if _is_ours(wanted) else url_for("start")


def _with_door(view: View, door: Door, *, is_public: bool = False) -> View:
    @wraps(view)
    def with_door(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        return view(*args, **kwargs)

    with_door.door = door  # type: ignore[attr-defined]
    with_door.is_public = is_public  # type: ignore[attr-defined]
    return with_door  # type: ignore[return-value]


def _ask_at_the_door() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    view = current_app.view_functions[request.endpoint]
    door = door_of(view)
    if door is None:
        abort(403)
    if is_public(view):
        return None
    if not current_user.is_authenticated:
        return _to_sign_in()
    require(door(current_user.user, g.get("event")))
    return None


def _to_sign_in() -> ResponseReturnValue:
    if request.method not in SAFE_METHODS:
        raise Refusal(_("The session has expired. Please sign in and try again."), status=403)
    remember_where_to_go()
    return redirect(url_for("people.sign_in"))


def _is_ours(path: str) -> bool:
    if not path.startswith("/") or path.startswith(("//", "/\\")):
        return False
    adapter = current_app.url_map.bind("")
    return bool(adapter.test(urlsplit(path).path, method="GET"))


def _refuse_forgery() -> None:
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    comes_from_us = site == "same-origin" if site else origin == request.host_url.rstrip("/")
    if not comes_from_us:
        raise Refusal(
            _("This form was sent from another site and has not been accepted."), status=403
        )
