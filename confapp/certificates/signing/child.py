"""Looks at files that came back signed, in the process that `apart` starts for them."""

import json
import signal
from base64 import b64decode
from collections.abc import Iterator
from datetime import datetime
from types import FrameType
from typing import Any, Final

from confapp.certificates.signing import checking

# Of work; a file that a signing program wrote takes a tenth of one.
SECONDS_EACH: Final = 2


class _TooSlow(BaseException):
    """Nothing that reads a file may catch it."""


def answers(asked: bytes) -> Iterator[str]:
    """A line for each file: who signed it, or which fault it has."""
    question = json.loads(asked)
    roots = question["roots"] and question["roots"].encode()
    at = datetime.fromisoformat(question["at"])
    signal.signal(signal.SIGPROF, _stop)
    for encoded in question["files"]:
        yield json.dumps(_answer(b64decode(encoded), roots, at))


def _answer(pdf: bytes, roots: bytes | None, at: datetime) -> dict[str, Any]:
    signal.setitimer(signal.ITIMER_PROF, SECONDS_EACH)
    try:
        signature = checking.check_addition(pdf)
        is_trusted = roots is None or checking.leads_to(roots, signature.chain, at=at)
    except checking.Broken:
        return {"fault": "broken"}
    except checking.Overpainted:
        return {"fault": "overpainted"}
    except (_TooSlow, MemoryError):
        return {"fault": "slow"}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return {"signer": signature.signer, "is_trusted": is_trusted}


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _TooSlow
