"""Run by its path: reads a list's file from the input, within limits, and prints its sheets."""

import json
import resource
import sys
import types
from pathlib import Path

CPU_SECONDS = 2
MEMORY_BYTES = 1024 * 1024 * 1024
PROGRAM = Path(__file__).resolve().parents[2]


def main() -> None:
    _limit(resource.RLIMIT_CPU, CPU_SECONDS)
    _limit(resource.RLIMIT_FSIZE, 0)
    if sys.platform == "linux":  # macOS knows no limit of addresses
        _limit(resource.RLIMIT_AS, MEMORY_BYTES)
    _skip_the_factory()
    from confapp.registration.lists.cells import TOO_LARGE, Unreadable
    from confapp.registration.lists.opening import sheets_in

    content = sys.stdin.buffer.read()
    try:
        sheets = sheets_in(content)
    except Unreadable as unreadable:
        answer: dict[str, object] = {"reason": unreadable.reason}
    except (MemoryError, RecursionError):
        answer = {"reason": TOO_LARGE}
    else:
        answer = {"sheets": [sheet.as_json() for sheet in sheets]}
    sys.stdout.write(json.dumps(answer))


def _skip_the_factory() -> None:
    # confapp/__init__.py puts the whole program together, which takes a second and is not needed.
    bare = types.ModuleType("confapp")
    bare.__path__ = [str(PROGRAM)]
    sys.modules["confapp"] = bare


def _limit(what: int, most: int) -> None:
    resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main()
