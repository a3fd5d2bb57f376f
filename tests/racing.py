"""Acts that meet: all at the same moment, or one while another waits for it."""

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from typing import Any

import sqlalchemy as sa

from confapp.database import db


def at_once(done):
    """Runs them all in threads that start at the same moment; gives their outcomes in order."""
    barrier = Barrier(len(done))

    def run(act):
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(done)) as threads:
        return list(threads.map(run, done))


def until_one_waits(late: Future[Any]) -> None:
    """On PostgreSQL, until somebody wants what this thread holds; on SQLite all writers do."""
    waiting = sa.text("select count(*) from pg_locks where not granted")
    while db.engine.dialect.name == "postgresql" and not late.done():
        with db.engine.connect() as connection:
            if connection.scalar(waiting):
                return
