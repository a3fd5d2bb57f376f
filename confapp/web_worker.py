"""gunicorn's threads, with new connections left to whichever process has a thread free."""

import select
import time
from concurrent.futures import Future
from typing import Any, ClassVar

from gunicorn.workers.gthread import TConn, ThreadWorker


class FairWorker(ThreadWorker):
    """Takes a new connection while one of its threads is free, and keeps it as long as others do.

    gunicorn's own takes whatever comes: of 32 who came at once one process of two held 24, who all
    waited three times as long as the others.
    """

    # Who has waited this long is let in, for those who are in may go on asking for ever.
    longest_seconds: ClassVar[float] = 0.02

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._under_way = 0
        self._waits_since: float | None = None

    def enqueue_req(self, conn: TConn) -> None:
        self._under_way += 1
        super().enqueue_req(conn)

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        self._under_way -= 1
        super().finish_request(conn, fs)

    def set_accept_enabled(self, enabled: object) -> None:
        # gunicorn says it once; whether there is room is asked before each wait.
        if not enabled:
            super().set_accept_enabled(False)

    def wait_for_and_dispatch_events(self, timeout: float | None) -> None:
        super().set_accept_enabled(self.alive and self._has_room())
        is_full = self._under_way >= self.cfg.threads
        super().wait_for_and_dispatch_events(self.longest_seconds if is_full else timeout)

    def _has_room(self) -> bool:
        if self.nr_conns >= self.worker_connections:
            return False
        if self._under_way < self.cfg.threads:
            self._waits_since = None
            return True
        return self._somebody_waits_long()

    def _somebody_waits_long(self) -> bool:
        at = time.monotonic()
        if not select.select(self.sockets, [], [], 0)[0]:
            self._waits_since = None
        elif self._waits_since is None:
            self._waits_since = at
        elif at - self._waits_since >= self.longest_seconds:
            self._waits_since = None
            return True
        return False
