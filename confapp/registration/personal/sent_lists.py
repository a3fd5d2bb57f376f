"""Lists of delegates that are not taken in yet: whoever is forgotten goes from them too."""

from collections import Counter
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import undefer

from confapp.database import db
from confapp.registration.lists.comparing import KNOWN, READY, WRONG
from confapp.registration.lists.models import DelegateList
from confapp.registration.models import Registration
from confapp.registration.personal.erasing import without_person
from confapp.vietnamese import nfc


def forget(registration: Registration) -> None:
    """Take the delegate's rows out of the event's lists, so that none registers them anew."""
    whole = undefer(DelegateList.sheets), undefer(DelegateList.findings)
    of_event = sa.select(DelegateList).filter_by(event_id=registration.event_id).options(*whole)
    for sent in db.session.scalars(of_event):
        theirs = _rows_of(sent, registration)
        if theirs:
            _take_out(sent, theirs, registration)


def _rows_of(sent: DelegateList, registration: Registration) -> set[tuple[int, int]]:
    """The rows that are theirs, by sheet: as they were understood, and as they are written."""
    understood = {
        (one["sheet"], one["row"])
        for one in sent.findings
        if one["same_as"] == registration.reference
        or (one["person"] and one["person"]["email"].casefold() == registration.email_key)
    }
    written = {
        (number, row)
        for number, sheet in enumerate(sent.sheets)
        for row, cells in sheet["rows"]
        if _is_theirs(cells, registration)
    }
    return understood | written


def _is_theirs(cells: list[Any], registration: Registration) -> bool:
    words = nfc(" ".join(text for _column, text in cells))
    if registration.has_email and registration.email_key in words.casefold():
        return True
    if registration.full_name.casefold() not in words.casefold():
        return False
    # A namesake elsewhere is somebody else.
    digits = "".join(letter for letter in words if letter.isdigit())
    has_phone = bool(registration.phone) and registration.phone.removeprefix("0") in digits
    return has_phone or registration.organisation.casefold() in words.casefold()


def _take_out(sent: DelegateList, theirs: set[tuple[int, int]], registration: Registration) -> None:
    sent.sheets = [
        sheet | {"rows": [row for row in sheet["rows"] if (number, row[0]) not in theirs]}
        for number, sheet in enumerate(sent.sheets)
    ]
    sent.findings = [one for one in sent.findings if (one["sheet"], one["row"]) not in theirs]
    sent.heads = [head | {"texts": _clean(head["texts"], registration)} for head in sent.heads]
    count = Counter(one["state"] for one in sent.findings)
    sent.ready, sent.known, sent.wrong = count[READY], count[KNOWN], count[WRONG]
    # Whoever is going through the list just now sees by this that it is another one.
    sent.asked_at += timedelta(microseconds=1)


def _clean(texts: dict[str, str], registration: Registration) -> dict[str, str]:
    return {column: without_person(text, registration) for column, text in texts.items()}
