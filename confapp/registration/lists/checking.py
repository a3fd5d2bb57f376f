"""Going through a list: row by row with progress, then compared and, if asked, taken in at once."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from confapp import audit, jobs
from confapp.clock import now
from confapp.database import db, hold
from confapp.events.models import Province
from confapp.registration import enrolling
from confapp.registration.lists import comparing, taking_in
from confapp.registration.lists.cells import Sheet
from confapp.registration.lists.clerk import Clerk
from confapp.registration.lists.comparing import KNOWN, READY, WRONG, Finding
from confapp.registration.lists.models import IMPORT, DelegateList
from confapp.registration.lists.people import Choices, LeftOut, Person
from confapp.registration.lists.places import Gazetteer

STEP = 250
# A job that was queued has ended by then; what is left was lost.
LOST_AFTER = timedelta(minutes=5)
KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Task:
    """What is to be done, read before the work begins so that no transaction stays open."""

    list_id: int
    event_id: int
    asked_at: datetime
    sheets: list[Sheet]
    heads: list[dict[str, object]]
    choices: Choices
    places: Gazetteer


@jobs.job
def carry_out(list_id: int) -> None:
    """Do what was asked for; ends the transaction that is open. Twice is the same as once."""
    task = _task(list_id)
    if task is None:
        return
    people = _typed(task)
    provinces = taking_in.provinces_by_code()
    db.session.commit()
    prepared = taking_in.prepared(people, provinces, event_id=task.event_id)
    for is_last in (False, False, True):
        try:
            _finish(task, people, prepared)
            db.session.commit()
            return
        except IntegrityError:
            # Somebody on the list has just registered by themselves: they are known now.
            db.session.rollback()
            if is_last:
                raise


@jobs.every_minute
def look_after_lists() -> None:
    """Do what an earlier job has left behind, and forget what nobody has asked for in a week."""
    at = now()
    lost = sa.select(DelegateList.id).where(
        DelegateList.finished_at.is_(None), DelegateList.asked_at < at - LOST_AFTER
    )
    ids = db.session.scalars(lost).all()
    db.session.execute(sa.delete(DelegateList).where(DelegateList.asked_at < at - KEPT_FOR))
    db.session.commit()
    for list_id in ids:
        carry_out(list_id)


def _task(list_id: int) -> Task | None:
    asked = db.session.get(DelegateList, list_id)
    if asked is None or not asked.is_busy:
        db.session.commit()
        return None
    task = Task(
        list_id,
        asked.event_id,
        asked.asked_at,
        [Sheet.from_json(sheet) for sheet in asked.sheets],
        asked.heads,
        Choices(asked.mode, asked.salutation),
        Gazetteer(db.session.scalars(sa.select(Province))),
    )
    db.session.commit()
    return task


def _typed(task: Task) -> list[Person | LeftOut]:
    typed: list[Person | LeftOut] = []
    for number, (sheet, head) in enumerate(zip(task.sheets, task.heads, strict=True)):
        columns = {int(c): str(role) for c, role in dict(head["columns"]).items() if role}  # type: ignore[call-overload]
        if head["row"] is None or not columns:
            continue
        clerk = Clerk(number, columns, task.places, task.choices)
        for row in clerk.typed(sheet, int(str(head["row"]))):
            typed.append(row)
            if len(typed) % STEP == 0:
                _note_progress(task.list_id, len(typed))
    return typed


def _note_progress(list_id: int, done: int) -> None:
    here = sa.update(DelegateList).where(DelegateList.id == list_id)
    db.session.execute(here.values(done=done))
    db.session.commit()


def _finish(task: Task, people: list[Person | LeftOut], prepared: taking_in.Prepared) -> None:
    hold(enrolling.lock_of_lists(task.event_id))
    asked = db.session.get(DelegateList, task.list_id, populate_existing=True)
    if asked is None or not asked.is_busy:
        return
    if asked.asked_at != task.asked_at:
        # Somebody on the list has deleted their data meanwhile: go through what is left.
        jobs.enqueue(carry_out, task.list_id)
        return
    findings = comparing.compared(people, comparing.registered(task.event_id))
    _note_findings(asked, findings)
    if asked.asked_for == IMPORT and not asked.wrong:
        taking_in.take_in(
            [one.person for one in findings if one.state == READY and one.person],
            prepared,
            event_id=task.event_id,
            at=now(),
        )
        _note_import(asked)


def _note_findings(asked: DelegateList, findings: list[Finding]) -> None:
    count = Counter(finding.state for finding in findings)
    asked.ready, asked.known, asked.wrong = count[READY], count[KNOWN], count[WRONG]
    asked.findings = [finding.as_json() for finding in findings]
    asked.done = asked.total = len(findings)
    asked.finished_at = now()


def _note_import(asked: DelegateList) -> None:
    asked.imported_at, asked.imported = now(), asked.ready
    # Who they are stands in the register now; the list need not say it a second time.
    asked.sheets, asked.findings = [], []
    audit.record(
        "take in list",
        f"list {asked.id}",
        user_id=asked.asked_by_id,
        event_id=asked.event_id,
        registered=asked.imported,
        known=asked.known,
    )
