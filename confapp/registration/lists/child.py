"""Reads a list's file, in the process that `apart` starts for it."""

import json
from collections.abc import Iterator

from confapp.registration.lists.cells import TOO_LARGE, Unreadable
from confapp.registration.lists.opening import sheets_in


def answers(content: bytes) -> Iterator[str]:
    """One line: its sheets, or why it cannot be read."""
    try:
        sheets = sheets_in(content)
    except Unreadable as unreadable:
        yield json.dumps({"reason": unreadable.reason})
    except (MemoryError, RecursionError):
        yield json.dumps({"reason": TOO_LARGE})
    else:
        yield json.dumps({"sheets": [sheet.as_json() for sheet in sheets]})
