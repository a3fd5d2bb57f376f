"""Child processes that stop together and never outlive their parent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType
from typing import Self

from confapp.settings import ROOT

STOPPING = (signal.SIGTERM, signal.SIGINT)
PARENT = "CONFAPP_PARENT"
PATIENCE_SECONDS = 10
LOOK_EVERY_SECONDS = 0.5


class Children:
    """The running ones by name; leaving the `with` block stops them all."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)
        self._stop()

    def start(self, name: str, module: str, *arguments: str, keep: Sequence[int] = ()) -> None:
        """Run a module in a process group of its own, so that Ctrl-C reaches only the parent."""
        self._running[name] = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env={**os.environ, PARENT: str(os.getpid())},
            stdin=subprocess.DEVNULL,
            pass_fds=keep,
            process_group=0,
        )

    def ended(self) -> str | None:
        """The name of one that has ended."""
        return next((name for name, child in self._running.items() if _has_ended(child)), None)

    def _stop(self) -> None:
        for child in self._running.values():
            child.terminate()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for child in self._running.values():
            _await_end(child, deadline)


def end_with_parent() -> None:
    """Have this process ask itself to stop once the parent that started it has gone.

    A timer's signal rather than a thread, because gunicorn's master forks, and rather than
    Linux's PR_SET_PDEATHSIG, because macOS has none.
    """
    parent = os.environ.get(PARENT)
    if parent is None:
        return

    def look(_signal: int, _frame: FrameType | None) -> None:
        if os.getppid() != int(parent):
            signal.setitimer(signal.ITIMER_REAL, 0)
            os.kill(os.getpid(), signal.SIGTERM)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS)


def _has_ended(child: subprocess.Popen[bytes]) -> bool:
    return child.poll() is not None


def _await_end(child: subprocess.Popen[bytes], deadline: float) -> None:
    with suppress(subprocess.TimeoutExpired):
        child.wait(max(0, deadline - time.monotonic()))
    if child.poll() in {None, -signal.SIGKILL}:
        _kill_group(child)


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    """Kill the child, and what it would leave behind if it is dead already."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
