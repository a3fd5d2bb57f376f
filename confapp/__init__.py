"""A program that runs an official training conference."""

import os
from collections.abc import Mapping

from flask import Flask

from confapp import (
    access,
    bodies,
    cli,
    clock,
    database,
    errors,
    headers,
    i18n,
    jobs,
    limits,
    logs,
    one_writer,
    pages,
    settings,
    shelf,
)
from confapp.events import current
from confapp.people import visiting


def create_app(environ: Mapping[str, str] = os.environ) -> Flask:
    """Put the program together for these environment variables."""
    app = Flask(
        __name__,
        template_folder=str(settings.ROOT / "templates"),
        static_folder=str(settings.ROOT / "static"),
    )
    settings.configure(app, environ)
    one_writer.init_app(app)
    bodies.init_app(app)
    clock.init_app(app)
    database.init_app(app)
    logs.init_app(app)
    i18n.init_app(app)
    current.init_app(app)
    visiting.init_app(app)
    access.init_app(app)
    shelf.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    jobs.init_app(app)
    limits.init_app(app)
    pages.init_app(app)
    cli.init_app(app)
    return app
