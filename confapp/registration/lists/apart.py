"""Reading a list's file in a process of its own, which may be as hostile as it likes."""

import json
import subprocess
import sys
from pathlib import Path

from confapp.registration.lists.cells import DAMAGED, TOO_SLOW, Sheet, Unreadable

CHILD = Path(__file__).with_name("child.py")
LARGEST_FILE = 5 * 1024 * 1024
WITHIN_SECONDS = 15
ENDED_BY_A_LIMIT = {-9, -24, 137, 152}  # SIGKILL and SIGXCPU


def read(content: bytes) -> list[Sheet]:
    """The file's sheets; raises `Unreadable`. Takes a while: no transaction may be open."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(CHILD)],
            input=content,
            capture_output=True,
            timeout=WITHIN_SECONDS,
            env={"PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(TOO_SLOW) from None
    if done.returncode:
        raise Unreadable(TOO_SLOW if done.returncode in ENDED_BY_A_LIMIT else DAMAGED)
    answer = json.loads(done.stdout)
    if "reason" in answer:
        raise Unreadable(answer["reason"])
    return [Sheet.from_json(sheet) for sheet in answer["sheets"]]
