"""Saying no: a refusal is a sentence that becomes a page."""

import logging

from flask import Flask, Response, g, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel.speaklater import LazyString
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from confapp.database import db

log = logging.getLogger(__name__)
FOREIGN_KEY_VIOLATION = "23503"
LET_THE_OTHER_GO = {"40P01", "40001"}
ASK_TO_SIGN_IN = {403, 410}


class Refusal(Exception):
    """What cannot be done, in a sentence for the person who asked for it."""

    def __init__(self, sentence: str | LazyString, *, status: int = 409) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.status = status


def init_app(app: Flask) -> None:
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(StaleDataError, _overtaken)
    app.register_error_handler(ObjectDeletedError, _overtaken)
    app.register_error_handler(IntegrityError, _without_its_ground)
    app.register_error_handler(OperationalError, _in_each_others_way)
    app.register_error_handler(HTTPException, _failed)
    app.register_error_handler(SecurityError, _not_our_host)
    app.register_error_handler(500, _broken)


def refused(refusal: Refusal) -> ResponseReturnValue:
    """The page that says the sentence."""
    return _page(refusal.status, _("This cannot be done"), str(refusal.sentence))


def _overtaken(_error: Exception) -> ResponseReturnValue:
    """What was to be changed has just been deleted, by its owner or by somebody else."""
    db.session.rollback()
    # It may be the visitor's own account: let Flask-Login look again who is here.
    g.pop("_login_user", None)
    return refused(
        Refusal(_("Somebody has just changed or deleted the same. Please open the page again."))
    )


def _without_its_ground(error: IntegrityError) -> ResponseReturnValue:
    # Only a foreign key whose row was deleted meanwhile; any other breach is a fault of ours.
    if getattr(error.orig, "sqlstate", None) != FOREIGN_KEY_VIOLATION:
        raise error
    return _overtaken(error)


def _in_each_others_way(error: OperationalError) -> ResponseReturnValue:
    """Two wanted the same rows in turn: PostgreSQL lets one go on, and this is the other."""
    if getattr(error.orig, "sqlstate", None) not in LET_THE_OTHER_GO:
        raise error
    return _overtaken(error)


def _failed(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    heading, sentence = _words_for(error.code)
    return _page(error.code, heading, sentence)


def _not_our_host(_error: SecurityError) -> ResponseReturnValue:
    # Nothing can be addressed under a name that is not ours: no page, no link.
    return Response("Unknown host\n", 400, mimetype="text/plain")


def _broken(error: BaseException) -> ResponseReturnValue:
    db.session.rollback()
    heading, sentence = _words_for(500)
    return _page(500, heading, sentence)


def _words_for(status: int) -> tuple[str, str]:
    known = {
        400: (_("The request is not valid"), _("Please go back and send the form once more.")),
        403: (_("No permission"), _("This account has no permission to do this.")),
        404: (_("Page not found"), _("The address is wrong, or the page is not open to you.")),
        405: (_("The request is not valid"), _("This address does not accept such a request.")),
        413: (_("Too large"), _("What was sent is larger than allowed. Please send less.")),
        429: (_("Too many requests"), _("Please wait a little and try again.")),
        500: (
            _("The program has failed"),
            _("The failure has been recorded. What was saved before is kept. Please try again."),
        ),
    }
    return known.get(status, known[400])


def _page(status: int, heading: str, sentence: str) -> ResponseReturnValue:
    page = render_template(
        "errors/page.html",
        status=status,
        heading=heading,
        sentence=sentence,
        next=_next_steps(status),
    )
    return page, status


def _next_steps(status: int) -> list[tuple[str, str]]:
    steps = [(url_for("home"), _("Home page"))]
    if status in ASK_TO_SIGN_IN:
        steps.insert(0, (url_for("people.sign_in"), _("Sign in")))
    return steps
