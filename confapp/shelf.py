"""Public answers that are kept for half a second, so that a crowd costs little more than a few."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request
from werkzeug.http import parse_cookie

from confapp import clock, i18n

SECONDS = 0.5
# While one visitor waits for the new answer, others are given the old one for so much longer.
GRACE_SECONDS = 0.5
MOST_ANSWERS = 512
LARGEST_ANSWER = 200_000
FLAG = "confapp.may_be_kept"
TOLD = (
    "HTTP_HOST",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "wsgi.url_scheme",
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_IF_NONE_MATCH",
    "HTTP_SEC_FETCH_MODE",
    "HTTP_RANGE",
)

View = TypeVar("View", bound=Callable[..., Any])
Key = tuple[str, ...]
Headers = list[tuple[str, str]]


@dataclass
class Answer:
    """What was answered, in which minute of the program's clock, and how long it is fresh."""

    status: str
    headers: Headers
    body: list[bytes]
    minute: datetime
    fresh_until: float
    renewing: Lock = field(default_factory=Lock)


def init_app(app: Flask) -> None:
    app.config["KEPT_SECONDS"] = SECONDS
    app.after_request(_flag)
    app.wsgi_app = Shelf(app)  # type: ignore[method-assign]


def keep(view: View) -> View:
    """Let answers of this view be kept: to strangers it says the same within a minute."""
    view.is_kept = True  # type: ignore[attr-defined]
    return view


class Shelf:
    """Answers for the program what it has just answered to another stranger."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.program = app.wsgi_app
        self.cookie: str = app.config["SESSION_COOKIE_NAME"]
        self.answers: OrderedDict[Key, Answer] = OrderedDict()
        self.lock = Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        key = self._key(environ)
        if key is None or not self.app.config["KEPT_SECONDS"]:
            return self.program(environ, start_response)
        answer = self.answers.get(key)
        age = time.monotonic() - answer.fresh_until if answer else GRACE_SECONDS
        if answer is None or answer.minute != self._minute() or age >= GRACE_SECONDS:
            return self._ask(key, environ, start_response)
        if age >= 0 and answer.renewing.acquire(blocking=False):
            try:
                return self._ask(key, environ, start_response)
            finally:
                answer.renewing.release()
        start_response(answer.status, answer.headers)
        return answer.body

    def _key(self, environ: dict[str, Any]) -> Key | None:
        """What an answer to a stranger depends on; nothing for who may be known."""
        if environ["REQUEST_METHOD"] != "GET":
            return None
        language = ""
        if "HTTP_COOKIE" in environ:
            cookies = parse_cookie(environ)
            if self.cookie in cookies:
                return None
            language = cookies.get(i18n.COOKIE, "")
        return (language, *[environ.get(name, "") for name in TOLD])

    def _ask(self, key: Key, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        told: list[tuple[str, Headers]] = []

        def listen(status: str, headers: Headers, *more: Any) -> Any:
            told.append((status, headers))
            return start_response(status, headers, *more)

        minute = self._minute()
        body = self.program(environ, listen)
        if FLAG not in environ or _sets_cookie(told):
            return body
        parts = list(body)
        if hasattr(body, "close"):
            body.close()
        if sum(map(len, parts)) <= LARGEST_ANSWER:
            until = time.monotonic() + self.app.config["KEPT_SECONDS"]
            status, headers = told[-1]
            kept = [header for header in headers if header[0] != "X-Request-ID"]
            self._put(key, Answer(status, kept, parts, minute, until))
        return parts

    def _put(self, key: Key, answer: Answer) -> None:
        with self.lock:
            self.answers[key] = answer
            self.answers.move_to_end(key)
            while len(self.answers) > MOST_ANSWERS:
                self.answers.popitem(last=False)

    def _minute(self) -> datetime:
        return clock.now_of(self.app).replace(second=0, microsecond=0)


def _flag(response: Response) -> Response:
    """Only whole answers are the same for the next stranger."""
    view = current_app.view_functions.get(request.endpoint or "")
    is_plain = response.status_code in (200, 304) and not response.is_streamed
    if getattr(view, "is_kept", False) and is_plain:
        request.environ[FLAG] = True
    return response


def _sets_cookie(told: list[tuple[str, Headers]]) -> bool:
    return any(name == "Set-Cookie" for _status, headers in told for name, _value in headers)
