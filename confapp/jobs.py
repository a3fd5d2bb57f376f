"""Work that the worker carries out: named functions, queued by huey on SQLite or Valkey."""

import logging
import sqlite3
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app
from huey import Huey, RedisHuey, SqliteHuey, crontab
from redis import ConnectionPool, RedisError

log = logging.getLogger(__name__)
Work = Callable[..., None]

_works: dict[str, Work] = {}
_sweeps: list[str] = []


def job(work: Work) -> Work:
    """Let this function be queued by its name."""
    _works[_name(work)] = work
    return work


def every_minute(work: Work) -> Work:
    """Let the worker call this function each minute, to find what was lost."""
    _sweeps.append(_name(work))
    return job(work)


def init_app(app: Flask) -> None:
    queue = _queue(app)
    app.extensions["queue"] = queue

    @queue.task(name="carry_out")
    def carry_out(name: str, *arguments: Any) -> None:
        with app.app_context():
            _works[name](*arguments)

    @queue.periodic_task(crontab(minute="*"), name="sweep")
    def sweep() -> None:
        for name in _sweeps:
            carry_out(name)

    app.extensions["carry_out"] = carry_out


def enqueue(work: Work, *arguments: Any) -> None:
    """Ask the worker to do this soon; rows in the database say what must be done in any case."""
    try:
        current_app.extensions["carry_out"](_name(work), *arguments)
    except (RedisError, sqlite3.Error) as error:
        # What caused it is committed, and the worker looks each minute for what was lost.
        log.warning("not queued: %s (%s)", _name(work), error)


def sweep_at_once() -> None:
    """Do not wait for the next minute: a worker that was killed has just been started again."""
    for name in _sweeps:
        enqueue(_works[name])


def _queue(app: Flask) -> Huey:
    settings = app.config["SETTINGS"]
    if settings.redis_url:
        pool = ConnectionPool.from_url(
            settings.redis_url, socket_timeout=0.5, socket_connect_timeout=0.5
        )
        # A blocking read waits longer than the timeout allows.
        return RedisHuey("confapp", connection_pool=pool, blocking=False, results=False)
    return SqliteHuey("confapp", filename=str(settings.data_dir / "jobs.db"), results=False)


def _name(work: Work) -> str:
    return f"{work.__module__}.{work.__qualname__}"
