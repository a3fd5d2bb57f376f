"""Forms are read whole before anything else begins: a slow sender must not hold the database."""

import time
from collections.abc import Callable, Iterable
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, Any, TypeVar

from flask import Flask, current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.wsgi import ClosingIterator

MEGABYTE = 1024 * 1024
LARGEST_BODY = 400_000
SILENCE_SECONDS = 10
LONGEST_SECONDS = 300
PIECE = 64 * 1024
LENGTH_REQUIRED = "411 Length Required"
TIMED_OUT = "408 Request Timeout"

View = TypeVar("View", bound=Callable[..., Any])


def init_app(app: Flask) -> None:
    app.wsgi_app = BodyFirst(app.wsgi_app, _largest_at(app))  # type: ignore[method-assign]
    app.before_request(_allow_what_the_view_takes)


def takes(most: int) -> Callable[[View], View]:
    """Let this view be sent bodies of up to `most` bytes; others take LARGEST_BODY, for forms."""

    def mark(view: View) -> View:
        view.largest_body = most  # type: ignore[attr-defined]
        return view

    return mark


class BodyFirst:
    """Takes in the body of a request, and only then calls the program."""

    def __init__(
        self, program: Any, largest_at: Callable[[dict[str, Any]], int] = lambda _: LARGEST_BODY
    ) -> None:
        self.program = program
        self.largest_at = largest_at

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("HTTP_TRANSFER_ENCODING"):
            return _refuse(start_response, LENGTH_REQUIRED)
        length = int(environ.get("CONTENT_LENGTH") or 0)
        # A longer one is refused by Flask from its length alone, unread.
        if length <= 0 or (length > LARGEST_BODY and length > self.largest_at(environ)):
            return self._call(environ, start_response)
        body: IO[bytes] = BytesIO() if length <= LARGEST_BODY else TemporaryFile()  # noqa: SIM115
        if not _take_in(environ, length, body):
            body.close()
            return _refuse(start_response, TIMED_OUT)
        environ["wsgi.input"] = body
        return ClosingIterator(self._call(environ, start_response), [body.close])

    def _call(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        answer: Iterable[bytes] = self.program(environ, start_response)
        return answer


def _largest_at(app: Flask) -> Callable[[dict[str, Any]], int]:
    """How much the view at a request's address takes."""

    def largest(environ: dict[str, Any]) -> int:
        try:
            adapter = app.url_map.bind_to_environ(environ)
            endpoint, _arguments = adapter.match()
        except HTTPException:
            return LARGEST_BODY
        return _largest_of(app.view_functions.get(endpoint))

    return largest


def _largest_of(view: Callable[..., Any] | None) -> int:
    return getattr(view, "largest_body", LARGEST_BODY)


def _allow_what_the_view_takes() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    request.max_content_length = _largest_of(view)


def _take_in(environ: dict[str, Any], length: int, body: IO[bytes]) -> bool:
    """Whether the whole body came, without a long silence and in a sane time."""
    connection = environ.get("gunicorn.socket")
    if connection is not None:
        connection.settimeout(SILENCE_SECONDS)
    until, left = time.monotonic() + LONGEST_SECONDS, length
    while left and time.monotonic() < until:
        try:
            piece = environ["wsgi.input"].read(min(PIECE, left))
        except OSError:
            return False
        if not piece:
            break
        left -= len(piece)
        body.write(piece)
    body.seek(0)
    return left == 0


def _refuse(start_response: Any, status: str) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain"), ("Connection", "close")])
    return [f"{status}\n".encode()]
