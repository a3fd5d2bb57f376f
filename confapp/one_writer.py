"""SQLite's one writer: the threads of a process queue for it here, and views may read before.

Who waits within SQLite sleeps longer and longer, up to a tenth of a second at a time, while nobody
may hold the lock; so only one thread of each process waits there.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import current_app, g, has_request_context, request
from sqlalchemy import event
from sqlalchemy.orm import Session

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Whoever waits for a thread that never ends goes on as if there were no queue.
LONGEST_SECONDS = 5
QUEUED = "queued"

View = TypeVar("View", bound=Callable[..., Any])


class Queue:
    """Lets one thread of the process at a time go for the lock of an engine's database."""

    def __init__(self, engine: sa.Engine) -> None:
        self._lock = Lock()
        event.listen(engine, "checkin", self._leave)

    def enter(self, connection: sa.Connection) -> None:
        if not connection.info.get(QUEUED):
            connection.info[QUEUED] = self._lock.acquire(timeout=LONGEST_SECONDS)

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
    if session.get_bind().dialect.name == "sqlite":
        read = list(session)
        session.expunge_all()
        session.rollback()
        session.add_all(read)
