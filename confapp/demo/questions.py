"""Sample questions in every state, and what has been before the hall."""

import hashlib
import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from confapp.database import db
from confapp.demo import corrections, intake
from confapp.events.models import Department, Event, LegalDocument
from confapp.hall.models import Turn
from confapp.people.models import User
from confapp.questions.models import (
    Acceptance,
    Answer,
    Approval,
    Citation,
    Ending,
    InfoRequest,
    Offer,
    Ownership,
    Publication,
    Question,
    Submission,
    Support,
)
from confapp.registration.models import Registration
from confapp.seeding import SEED
from confapp.vietnamese import fold

FILE = SEED / "demo" / "questions.toml"
STEPS = ("submitted", "offered", "owned", "draft", "in_review", "approved", "published")
DUE_AFTER = timedelta(hours=2)
TURN_LASTS = timedelta(minutes=7)

Told = dict[str, Any]
Staff = dict[str, User]


def ask_and_answer(
    event: Event, registered: list[Registration], staff: Staff, *, now: datetime
) -> None:
    """Ask all questions of the file, and bring each to its state by now."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["question"]
    asked = [_ask(event, registered, one, n, now) for n, one in enumerate(told, start=1)]
    db.session.add_all(asked)
    db.session.flush()
    for question, one in zip(asked, told, strict=True):
        _bring_on(question, one, event, staff, now=now)
    intake.go_on(asked, told, event, staff, now=now)
    db.session.flush()
    corrections.make(asked, told, staff, now=now)
    for question, one in zip(asked, told, strict=True):
        _let_others_join(question, one, registered)
        _ask_back_or_decline(question, one, staff["moderator"])
    _take_through_the_hall(event, asked, told, staff["moderator"], now=now)


def _ask(
    event: Event, registered: list[Registration], told: Told, number: int, now: datetime
) -> Question:
    opened_at = now.replace(hour=1, minute=0)
    domain = next(d for d in event.domains if d.code == told["domain"])
    return Question(
        event=event,
        number=number,
        submission_id=f"sample-question-{number:04d}",
        asker=registered[told["asker"] - 1],
        domain=domain,
        text=told["text"],
        searchable=fold(f"HĐ-{number:04d} {told['text']}"),
        shows_name=told["show_name"],
        channel="web",
        asked_at=opened_at + timedelta(minutes=told["asked_minutes_after_8"]),
    )


def _bring_on(question: Question, told: Told, event: Event, staff: Staff, *, now: datetime) -> None:
    steps = STEPS.index(told["state"])
    if steps == 0:
        return
    times = _spread(question.asked_at, now, steps)
    department = next(d for d in event.departments if d.code == told["department"])
    offer = _offer(question, department, staff, at=next(times))
    if steps >= STEPS.index("owned"):
        offer.ownership = Ownership(at=next(times), by=_assistant(staff, department))
    if "answer" in told:
        _answer(question, told, event, staff, times, steps)


def _let_others_join(question: Question, told: Told, registered: list[Registration]) -> None:
    for n, row in enumerate(told.get("also_asked_by", []), start=1):
        at = question.asked_at + timedelta(minutes=n)
        joining = registered[row - 1].id
        db.session.add(Support(question_id=question.id, registration_id=joining, at=at))


def _ask_back_or_decline(question: Question, told: Told, moderator: User) -> None:
    at = question.asked_at + timedelta(minutes=2)
    if "asked_back" in told:
        asked_back = InfoRequest(at=at, by_id=moderator.id, message=told["asked_back"])
        question.info_requests.append(asked_back)
    if "declined" in told:
        code, reason = told["declined"]["code"], told["declined"]["reason"]
        end = Ending(kind="declined", at=at, by_id=moderator.id, reason_code=code, reason=reason)
        question.endings.append(end)


def _offer(question: Question, department: Department, staff: Staff, *, at: datetime) -> Offer:
    chosen_by = staff["moderator"].id if len(question.domain.departments) > 1 else None
    question.acceptances.append(Acceptance(at=at, by_id=chosen_by, domain=question.domain))
    offer = Offer(
        department=department,
        at=at,
        by_id=chosen_by,
        accept_by=at + DUE_AFTER,
        due_at=at + DUE_AFTER,
    )
    question.offers.append(offer)
    return offer


def _answer(
    question: Question,
    told: Told,
    event: Event,
    staff: Staff,
    times: Iterator[datetime],
    steps: int,
) -> None:
    code = told["department"]
    assistant, head = staff[f"assistant.{code}"].id, staff[f"head.{code}"].id
    at = next(times)
    answer = Answer(
        offer=question.offer,
        version=1,
        text=told["answer"],
        kind=told.get("class"),
        has_no_provision=told.get("no_provision", False),
        saves=1,
        drafted_at=at,
        drafted_by_id=assistant,
        saved_at=at,
        saved_by_id=assistant,
        citations=_citations(told, event),
    )
    question.answers.append(answer)
    if steps >= STEPS.index("in_review"):
        answer.submissions.append(Submission(at=next(times), by_id=assistant))
    if steps >= STEPS.index("approved"):
        answer.submissions[0].approval = Approval(at=next(times), by_id=head, via="page")
    if steps >= STEPS.index("published"):
        # The database keeps what is published as it is: its citations must be there before.
        db.session.flush()
        digest = hashlib.sha256(answer.text.encode()).hexdigest()
        answer.publication = Publication(
            question_id=question.id, version=1, at=next(times), by_id=head, text_sha256=digest
        )


def _citations(told: Told, event: Event) -> list[Citation]:
    if "citation" not in told:
        return []
    cited = told["citation"]
    found = sa.select(LegalDocument).filter_by(event_id=event.id, number=cited["decree"])
    document = db.session.scalars(found).one()
    return [Citation(document=document, article=str(cited["article"]), clause="", point="")]


def _take_through_the_hall(
    event: Event, asked: list[Question], told: list[Told], moderator: User, *, now: datetime
) -> None:
    pairs = list(zip(asked, told, strict=True))
    answered = [q for q, one in pairs if one.get("stage") == "answered"]
    for n, question in enumerate(reversed(answered)):
        ended_at = now - TURN_LASTS * n - timedelta(minutes=4)
        db.session.add(_turn(event, question, moderator, ended_at - TURN_LASTS, ended_at))
    for question in (q for q, one in pairs if one.get("stage") == "live"):
        db.session.add(_turn(event, question, moderator, now - timedelta(minutes=3)))
    for question in (q for q, one in pairs if one.get("stage") == "queued"):
        db.session.add(_turn(event, question, moderator))


def _turn(
    event: Event,
    question: Question,
    moderator: User,
    live_at: datetime | None = None,
    ended_at: datetime | None = None,
) -> Turn:
    return Turn(
        event_id=event.id,
        question=question,
        queued_at=question.asked_at + timedelta(minutes=5),
        queued_by_id=moderator.id,
        live_at=live_at,
        live_by_id=moderator.id if live_at else None,
        ended_at=ended_at,
        ended_by_id=moderator.id if ended_at else None,
        outcome="answered" if ended_at else None,
    )


def _spread(start: datetime, end: datetime, steps: int) -> Iterator[datetime]:
    """That many moments between start and end, evenly."""
    apart = (end - start) / (steps + 1)
    return (start + apart * n for n in range(1, steps + 1))


def _assistant(staff: Staff, department: Department) -> User:
    return staff[f"assistant.{department.code}"]
