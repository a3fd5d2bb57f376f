"""SQLite's one writer: the threads of a process queue for it here, and views may read before.

Requests that may write come into a process one at a time: Python lets no more of them run, and
eight that took turns were all as late as the last of them.

Who waits within SQLite sleeps longer and longer, up to a tenth of a second at a time, while others
come and go; so one thread of each process asks for the lock, and asks often.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable
from threading import Lock, local
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from flask import Flask, current_app, g, has_request_context, request
from sqlalchemy import event
from sqlalchemy.orm import Session

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Whoever waits for a thread that never ends goes on as if there were no queue.
LONGEST_SECONDS = 5
QUEUED = "queued"
QUEUE = "queue"
LONGEST_TRYING: Final = 60.0
# Between two tries passes a part of what has been waited: who comes first is in at once, and who
# waits for something long does not keep the processor from it.
PART_BETWEEN: Final = 0.02
SHORTEST_BETWEEN, LONGEST_BETWEEN = 0.00005, 0.0005
# What SQLite waits by itself, for the rare locks that are no writer's.
BUSY_MILLISECONDS: Final = 5000
# SQLite's codes say in their last eight bits of which kind they are.
PRIMARY_CODE: Final = 0xFF
LONGEST_AT_THE_DOOR: Final = 0.5

View = TypeVar("View", bound=Callable[..., Any])


class _Thread(local):
    """What a thread keeps others out by."""

    keeps_out: "Lock | None" = None


_thread = _Thread()


def init_app(app: Flask) -> None:
    """Comes before what takes in bodies, so that nobody waits for a slow connection."""
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        app.wsgi_app = Door(app.wsgi_app)  # type: ignore[method-assign]


class Door:
    """Lets in one at a time of those who may write, and who has waited long; readers pass by.

    The next is let in when the one before has done its work and waits for the disk.
    """

    def __init__(self, program: Any, longest_seconds: float = LONGEST_AT_THE_DOOR) -> None:
        self._program = program
        self._longest_seconds = longest_seconds
        self._lock = Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        may_write = environ["REQUEST_METHOD"] not in SAFE_METHODS
        if may_write and self._lock.acquire(timeout=self._longest_seconds):
            _thread.keeps_out = self._lock
        try:
            answer: Iterable[bytes] = self._program(environ, start_response)
        finally:
            _let_the_next_in()
        return answer


def _let_the_next_in() -> None:
    lock, _thread.keeps_out = _thread.keeps_out, None
    if lock is not None:
        lock.release()


class Queue:
    """Lets one thread of the process at a time go for the lock of an engine's database."""

    def __init__(self, engine: sa.Engine) -> None:
        self._lock = Lock()
        event.listen(engine, "connect", self._meet)
        event.listen(engine, "checkin", self._leave)
        event.listen(engine, "commit", lambda _connection: _let_the_next_in())

    def begin_writing(self, connection: sa.Connection) -> None:
        """Begin a transaction that holds the database's lock; none may be open.

        Raises `sqlalchemy.exc.OperationalError` when the lock is not to be had for a minute.
        """
        if not connection.info.get(QUEUED):
            connection.info[QUEUED] = self._lock.acquire(timeout=LONGEST_SECONDS)
        own: Any = connection.connection.driver_connection
        own.execute("PRAGMA busy_timeout=0")
        try:
            if not _begins_in_time(own):
                connection.exec_driver_sql("BEGIN IMMEDIATE")
        finally:
            own.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")

    def _meet(self, _connection: object, record: Any) -> None:
        record.info[QUEUE] = self

    def _leave(self, _connection: object, record: Any) -> None:
        if record.info.pop(QUEUED, False):
            self._lock.release()


def reads_first(view: View) -> View:
    """Let this view read, whatever its method, until it calls `begin_writing`."""
    view.reads_first = True  # type: ignore[attr-defined]
    return view


def is_reading() -> bool:
    """Whether the request that goes on only reads, or reads so far."""
    if not has_request_context():
        return False
    if request.method in SAFE_METHODS:
        return True
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "reads_first", False) and not g.get("is_writing", False)


def begin_writing(session: Session) -> None:
    """From now on the request writes; what it has read stays with it as it was read.

    What the writing depends on must be asked for again.
    """
    g.is_writing = True
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("ROLLBACK")
        connection.info[QUEUE].begin_writing(connection)


def _begins_in_time(connection: sqlite3.Connection) -> bool:
    """Try for a minute to begin a transaction that writes; whether it has begun."""
    begun = time.monotonic()
    while (waited := time.monotonic() - begun) < LONGEST_TRYING:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            # Who was killed may have left something to recover, which is a code of its own.
            if error.sqlite_errorcode & PRIMARY_CODE != sqlite3.SQLITE_BUSY:
                return False
            time.sleep(min(max(waited * PART_BETWEEN, SHORTEST_BETWEEN), LONGEST_BETWEEN))
        else:
            return True
    return False
