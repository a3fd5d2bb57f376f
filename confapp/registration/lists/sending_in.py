"""Sending a list in, and saying what its columns are."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp import audit
from confapp.database import db
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.people.models import User
from confapp.registration.lists import heads, understanding
from confapp.registration.lists.cells import Sheet
from confapp.registration.lists.models import CHECK, IMPORT, DelegateList
from confapp.registration.lists.people import Choices

LONGEST_NAME = 200


def of_event(event: Event) -> sa.Select[DelegateList]:
    """The lists that are kept, the newest first."""
    return sa.select(DelegateList).filter_by(event_id=event.id).order_by(DelegateList.id.desc())


def send_in(
    name: str, sheets: list[Sheet], *, event: Event, submission_id: str, by: User, at: datetime
) -> DelegateList:
    """Keep what was read, as it is understood at first; the same form again gives the same list."""
    known = db.session.scalars(
        sa.select(DelegateList).filter_by(submission_id=submission_id, event_id=event.id)
    ).one_or_none()
    if known is not None:
        return known
    sent = DelegateList(
        event_id=event.id,
        sent_by_id=by.id,
        sent_at=at,
        submission_id=submission_id,
        name=name[-LONGEST_NAME:],
        sheets=[sheet.as_json() for sheet in sheets],
        heads=[_head(sheet) for sheet in sheets],
        total=sum(len(sheet.rows) for sheet in sheets),
        findings=[],
        imported_at=None,
        imported=0,
    )
    _ask(sent, CHECK, Choices(), by=by, at=at)
    db.session.add(sent)
    db.session.flush()
    audit.record("send list", f"list {sent.id}", user_id=by.id, event_id=event.id)
    return sent


def correct(
    sent: DelegateList,
    roles: Mapping[tuple[int, int], str],
    choices: Choices,
    *,
    by: User,
    at: datetime,
) -> None:
    """Let the columns be what the organiser says, and check again."""
    refuse_finished(sent)
    sent.heads = [
        {**head, "columns": _chosen(number, head, roles)} for number, head in enumerate(sent.heads)
    ]
    _ask(sent, CHECK, choices, by=by, at=at)


def ask_to_take_in(sent: DelegateList, *, by: User, at: datetime) -> None:
    """Ask for the registration of all; raises `Refusal` while something is wrong."""
    refuse_finished(sent)
    if not sent.can_be_taken_in:
        raise Refusal(_("This list cannot be taken in as it is. Please look at its report."))
    _ask(sent, IMPORT, Choices(sent.mode, sent.salutation), by=by, at=at)


def refuse_finished(sent: DelegateList) -> None:
    if sent.imported_at is not None:
        raise Refusal(_("This list has been taken in already."))


def _ask(sent: DelegateList, what: str, choices: Choices, *, by: User, at: datetime) -> None:
    sent.asked_for, sent.asked_by_id, sent.asked_at = what, by.id, at
    sent.mode, sent.salutation = choices.mode, choices.salutation
    sent.done = sent.ready = sent.known = sent.wrong = 0
    sent.finished_at = None


def _head(sheet: Sheet) -> dict[str, Any]:
    found = understanding.understood(sheet)
    first = min(sheet.rows)
    texts = sheet.rows[found.head if found else first]
    return {
        "row": found.head if found else None,
        "texts": {str(column): text for column, text in sorted(texts.items())},
        "columns": {str(column): role for column, role in (found.columns if found else {}).items()},
    }


def _chosen(
    number: int, head: Mapping[str, Any], roles: Mapping[tuple[int, int], str]
) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for column in head["texts"]:
        role = roles.get((number, int(column)), head["columns"].get(column, ""))
        if role not in heads.ROLES:
            continue
        if role in chosen.values():
            raise Refusal(_("Two columns cannot hold the same. Please choose again."))
        chosen[column] = role
    return chosen
