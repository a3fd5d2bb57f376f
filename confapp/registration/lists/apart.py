"""Reading a list's file in a process of its own, which may be as hostile as it likes."""

import json

from confapp import confined
from confapp.registration.lists.cells import DAMAGED, TOO_SLOW, Sheet, Unreadable

CHILD = "confapp.registration.lists.child"
LARGEST_FILE = 5 * 1024 * 1024
CPU_SECONDS = 2
WITHIN_SECONDS = 15


def read(content: bytes) -> list[Sheet]:
    """The file's sheets; raises `Unreadable`. Takes a while: no transaction may be open."""
    answered = confined.ask(CHILD, content, cpu_seconds=CPU_SECONDS, within_seconds=WITHIN_SECONDS)
    if answered.failed:
        raise Unreadable(TOO_SLOW if answered.reached_a_limit else DAMAGED)
    answer = json.loads(answered.lines[0])
    if "reason" in answer:
        raise Unreadable(answer["reason"])
    return [Sheet.from_json(sheet) for sheet in answer["sheets"]]
