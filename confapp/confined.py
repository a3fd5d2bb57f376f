"""Reading what may be hostile in a process of its own, within limits on time, memory and size."""

import resource
import subprocess
import sys
import types
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

MEMORY_BYTES: Final = 1024 * 1024 * 1024
ENDED_BY_A_LIMIT: Final = {-9, -24, 137, 152}  # SIGKILL and SIGXCPU


@dataclass(frozen=True)
class Answer:
    """The lines that came, and how the process ended."""

    lines: list[bytes]
    reached_a_limit: bool
    failed: bool


def ask(module: str, content: bytes, *, cpu_seconds: int, within_seconds: int) -> Answer:
    """What the module's `answers` says about this content.

    The module is loaded without the rest of the program. No transaction may be open meanwhile.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-P", __file__, module, str(cpu_seconds)],
            input=content,
            capture_output=True,
            timeout=within_seconds,
            env={"PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        return Answer(_whole(expired.stdout or b""), reached_a_limit=True, failed=True)
    is_ended = done.returncode in ENDED_BY_A_LIMIT
    return Answer(_whole(done.stdout), reached_a_limit=is_ended, failed=done.returncode != 0)


def _whole(output: bytes) -> list[bytes]:
    *lines, _begun = output.split(b"\n")
    return lines


def main(module: str, cpu_seconds: int) -> None:
    """The process itself: answers to its input."""
    _limit(resource.RLIMIT_CPU, cpu_seconds)
    _limit(resource.RLIMIT_FSIZE, 0)
    if sys.platform == "linux":  # macOS knows no limit of addresses
        _limit(resource.RLIMIT_AS, MEMORY_BYTES)
    _skip_the_factory()
    for line in import_module(module).answers(sys.stdin.buffer.read()):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def _skip_the_factory() -> None:
    # confapp/__init__.py puts the whole program together, which takes a second and is not needed.
    bare = types.ModuleType("confapp")
    bare.__path__ = [str(Path(__file__).resolve().parent)]
    sys.modules["confapp"] = bare


def _limit(what: int, most: int) -> None:
    resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
