"""What happened to a question, act by act, from the audit log and in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp.audit import AuditEntry
from confapp.database import db
from confapp.events.models import Event
from confapp.i18n import local
from confapp.people.models import User
from confapp.questions import ending, owning
from confapp.questions.models import Question
from confapp.registration.models import Registration

NEWEST = 200
ACTS = {
    "ask": _l("Sent the question"),
    "accept": _l("Accepted the question"),
    "offer": _l("Sent it to a department"),
    "offer lapses": _l("The department did not take it in time"),
    "take": _l("Took it for the department"),
    "give back": _l("Gave it back for the department"),
    "take from department": _l("Took it from its department"),
    "take back": _l("Took the last act back"),
    "ask back": _l("Asked the asker back"),
    "supply information": _l("Worded the question anew"),
    "decline": _l("Declined it"),
    "reopen": _l("Opened it again"),
    "withdraw": _l("Withdrew it"),
    "step back": _l("Stepped back; others still ask"),
    "refer": _l("Referred it to another body"),
    "merge": _l("Merged it into another question"),
    "unmerge": _l("Put it apart again"),
    "split": _l("Split it in two"),
    "rejoin": _l("Undid the split"),
    "queue": _l("Put it into the queue of the hall"),
    "take off queue": _l("Took it off the queue of the hall"),
    "owe answer": _l("It was answered aloud; the written answer is due"),
    "save draft": _l("Saved a draft of the answer"),
    "submit answer": _l("Submitted the answer for approval"),
    "send answer back": _l("Sent the answer back for changes"),
    "approve answer": _l("Approved the answer"),
    "publish answer": _l("Published the answer"),
}
REASONS = {**ending.REASONS, **owning.REASONS}


@dataclass(frozen=True)
class Step:
    """What was done, by whom, for whom and when; `details` are sentences about it."""

    words: str
    who: str
    on_behalf_of: str
    at: datetime
    details: list[str]


def of_question(question: Question) -> list[Step]:
    """The newest first; an act without words of its own stands as it was noted."""
    entries = sa.select(AuditEntry).filter_by(subject=f"question {question.id}")
    newest = entries.order_by(AuditEntry.id.desc()).limit(NEWEST)
    found = db.session.scalars(newest).all()
    people = _people([entry.user_id for entry in found])
    askers = _askers([entry.details.get("on_behalf_of") for entry in found])
    return [
        Step(
            words=str(ACTS.get(entry.act, entry.act)),
            who=people.get(entry.user_id, _("somebody whose account is gone"))
            if entry.user_id
            else _("the program"),
            on_behalf_of=askers.get(entry.details.get("on_behalf_of") or 0, ""),
            at=entry.at,
            details=list(_details(entry.details, question.event)),
        )
        for entry in found
    ]


def _details(told: dict[str, Any], event: Event) -> Iterator[str]:
    """The parts of the entry that a reader wants to know, each as a sentence."""
    departments = {one.code: local(one.name) for one in event.departments}
    if told.get("domain"):
        yield _("Domain: %(domain)s", domain=_domain(told["domain"], event))
    if told.get("suggested") and told.get("domain") not in (None, told["suggested"]):
        yield _("Suggested was: %(domain)s", domain=_domain(told["suggested"], event))
    if told.get("department"):
        yield _("Department: %(name)s", name=departments.get(told["department"], ""))
    if told.get("assisting"):
        names = ", ".join(departments.get(code, "") for code in told["assisting"])
        yield _("Assisting: %(names)s", names=names)
    if told.get("named"):
        yield _("Named as accountable: %(name)s", name=departments.get(told["named"], ""))
    if told.get("body"):
        yield _("Body: %(name)s", name=told["body"])
    for key in ("into", "out_of"):
        if told.get(key):
            yield f"HĐ-{told[key]:04d}"
    if told.get("reason_code") in REASONS:
        yield str(REASONS[told["reason_code"]])
    for key in ("reason", "message", "note"):
        if told.get(key):
            yield _("“%(words)s”", words=told[key])


def _domain(code: str, event: Event) -> str:
    return next((local(one.name) for one in event.domains if one.code == code), code)


def _people(ids: Sequence[int | None]) -> dict[int, str]:
    named = sa.select(User.id, User.full_name).where(User.id.in_({i for i in ids if i}))
    return {row[0]: row[1] for row in db.session.execute(named)}


def _askers(ids: Sequence[int | None]) -> dict[int, str]:
    named = sa.select(Registration.id, Registration.full_name)
    found = named.where(Registration.id.in_({i for i in ids if i}))
    return {row[0]: row[1] for row in db.session.execute(found)}
