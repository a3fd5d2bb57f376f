"""Forms are read whole before anything else begins: a slow sender must not hold the database."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from flask import Flask

LARGEST_BODY = 400_000
SILENCE_SECONDS = 10
LENGTH_REQUIRED = "411 Length Required"
TIMED_OUT = "408 Request Timeout"


def init_app(app: Flask) -> None:
    app.wsgi_app = BodyFirst(app.wsgi_app)  # type: ignore[method-assign]


class BodyFirst:
    """Takes in the body of a request, and only then calls the program."""

    def __init__(self, program: Any) -> None:
        self.program = program

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("HTTP_TRANSFER_ENCODING"):
            return _refuse(start_response, LENGTH_REQUIRED)
        length = int(environ.get("CONTENT_LENGTH") or 0)
        # A longer one is refused by Flask from its length alone, unread.
        if 0 < length <= LARGEST_BODY and not _take_in(environ, length):
            return _refuse(start_response, TIMED_OUT)
        answer: Iterable[bytes] = self.program(environ, start_response)
        return answer


def _take_in(environ: dict[str, Any], length: int) -> bool:
    """Whether the whole body came without a long silence."""
    connection = environ.get("gunicorn.socket")
    if connection is not None:
        connection.settimeout(SILENCE_SECONDS)
    try:
        body = environ["wsgi.input"].read(length)
    except OSError:
        return False
    environ["wsgi.input"] = BytesIO(body)
    return len(body) == length


def _refuse(start_response: Any, status: str) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain"), ("Connection", "close")])
    return [f"{status}\n".encode()]
