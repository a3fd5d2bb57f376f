"""The text of a letter from its template, in which only our own addresses are links."""

from typing import Any

from flask import current_app
from jinja2 import Environment

from confapp.mail.links import marked


def written(template: str, **words: Any) -> str:
    """The text, with each `Link` among the words between the marks that `outbox.write` takes."""
    return _letters().get_template(template).render(words)


def _letters() -> Environment:
    """The environment of pages, except for what is done to each word."""
    if "letters" not in current_app.extensions:
        overlay = current_app.jinja_env.overlay(finalize=marked)
        current_app.extensions["letters"] = overlay
    letters: Environment = current_app.extensions["letters"]
    return letters
