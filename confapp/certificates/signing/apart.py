"""Looking at files that came back signed in a process of its own: pyHanko may take any time."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from confapp import confined
from confapp.certificates.signing import trust

CHILD: Final = "confapp.certificates.signing.child"
CPU_SECONDS: Final = 30
WITHIN_SECONDS: Final = 60
# What the child says of a file that it did not come to.
SLOW: Final = {"fault": "slow"}


@dataclass(frozen=True)
class Seen:
    """Who signed a file and whether that is trusted; or its fault: broken, overpainted, slow."""

    signer: str = ""
    is_trusted: bool = False
    fault: str = ""


def look_at(files: Sequence[bytes], *, at: datetime) -> list[Seen]:
    """What is to be said of each file. Takes a while: no transaction may be open."""
    if not files:
        return []
    roots = trust.roots()
    question: dict[str, Any] = {
        "roots": roots and roots.decode(),
        "at": at.isoformat(),
        "files": [b64encode(file).decode() for file in files],
    }
    answered = confined.ask(
        CHILD,
        json.dumps(question).encode(),
        cpu_seconds=CPU_SECONDS,
        within_seconds=WITHIN_SECONDS,
    )
    lines = [json.loads(line) for line in answered.lines]
    return [Seen(**line) for line in [*lines, *[SLOW] * (len(files) - len(lines))]]
