"""One line for each thing that happened, with the number of the request."""

import logging
import secrets

from flask import Flask, Response, g, has_request_context


class OneLine(logging.Formatter):
    """Escapes control characters, so that nobody can write lines of their own into the log."""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        request_id = g.get("request_id", "-") if has_request_context() else "-"
        return f"{request_id} " + line.encode("unicode_escape").decode("ascii")


def init_app(app: Flask) -> None:
    lines = logging.StreamHandler()
    lines.setFormatter(OneLine("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("confapp").handlers = [lines]
    logging.getLogger("confapp").propagate = False
    app.before_request(_number_request)
    app.after_request(_tell_number)


def _number_request() -> None:
    g.request_id = secrets.token_hex(8)


def _tell_number(response: Response) -> Response:
    if "request_id" in g:
        response.headers["X-Request-ID"] = g.request_id
    return response
