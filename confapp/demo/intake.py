"""What became of some sample questions on their way: returned, lapsed, merged, declined, paused."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from confapp.events.models import Event
from confapp.people.models import User
from confapp.questions.intake import RETURNED, Intake
from confapp.questions.models import Ending, InfoRequest, Question
from confapp.questions.offering import EXPIRED

A_MOMENT_AGO = timedelta(seconds=30)

Told = dict[str, Any]
Staff = dict[str, User]


def go_on(
    asked: list[Question], told: list[Told], event: Event, staff: Staff, *, now: datetime
) -> None:
    """Let happen what the file says under `then`."""
    for question, one in zip(asked, told, strict=True):
        if "then" in one:
            WAYS[one["then"]](question, one, asked, event, staff, now - A_MOMENT_AGO)


def _returned(
    question: Question, told: Told, _asked: object, event: Event, staff: Staff, at: datetime
) -> None:
    offer = question.offer
    if offer is None:
        raise ValueError("only a question that was sent comes back")
    offer.ended_at, offer.ending, offer.ended_by_id = at, RETURNED, _head(offer.department, staff)
    offer.reason_code, offer.reason = told["reason_code"], told["reason"]
    named = told.get("named")
    offer.named_department = next((d for d in event.departments if d.code == named), None)


def _lapsed(
    question: Question, _told: Told, _asked: object, _event: Event, _staff: Staff, at: datetime
) -> None:
    offer = question.offer
    if offer is None:
        raise ValueError("only a question that was sent lapses")
    offer.accept_by = offer.ended_at = at
    offer.ending = EXPIRED


def _merged(
    question: Question, told: Told, asked: list[Question], _event: Event, staff: Staff, at: datetime
) -> None:
    target = asked[told["into"] - 1]
    question.endings.append(_ending(Intake.MERGED, told, staff, at, target=target))


def _declined(
    question: Question, told: Told, _asked: object, _event: Event, staff: Staff, at: datetime
) -> None:
    question.endings.append(_ending(Intake.DECLINED, told, staff, at))


def _paused(
    question: Question, told: Told, _asked: object, _event: Event, staff: Staff, at: datetime
) -> None:
    by = staff["moderator"].id
    question.info_requests.append(InfoRequest(at=at, by_id=by, message=told["reason"]))


WAYS: dict[str, Callable[..., None]] = {
    "returned": _returned,
    "lapsed": _lapsed,
    "merged": _merged,
    "declined": _declined,
    "needs_information": _paused,
}


def _ending(
    kind: Intake, told: Told, staff: Staff, at: datetime, *, target: Question | None = None
) -> Ending:
    return Ending(
        kind=kind,
        at=at,
        by_id=staff["moderator"].id,
        reason_code=told.get("reason_code"),
        reason=told["reason"],
        target=target,
    )


def _head(department: Any, staff: Staff) -> int:
    return staff[f"head.{department.code}"].id
