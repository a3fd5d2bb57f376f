"""The report of a list, in pages."""

from collections.abc import Sequence
from typing import Any

from confapp.paging import ROWS_ON_A_PAGE, Page
from confapp.registration.lists.comparing import KNOWN, LEFT_OUT, READY, WRONG, Finding
from confapp.registration.lists.models import DelegateList
from confapp.registration.lists.people import Person

STATES = (WRONG, READY, KNOWN, LEFT_OUT)


def page_of_findings(sent: DelegateList, *, state: str = "", number: int = 1) -> Page[Finding]:
    """One page of the findings in this state, or of all: what is wrong first, then by row."""
    kept: Sequence[dict[str, Any]] = () if sent.is_busy else sent.findings
    told = [one for one in kept if not state or one["state"] == state]
    told.sort(key=lambda one: one["state"] != WRONG)
    last = max(1, -(-len(told) // ROWS_ON_A_PAGE))
    here = min(max(1, number), last)
    start = (here - 1) * ROWS_ON_A_PAGE
    rows = [_finding(one) for one in told[start : start + ROWS_ON_A_PAGE]]
    return Page(rows, here, last, len(told))


def _finding(told: dict[str, Any]) -> Finding:
    person = Person.from_json(told["person"]) if told["person"] else None
    return Finding(**(told | {"person": person}))
