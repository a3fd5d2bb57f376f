"""What has happened to sample answers after their publication."""

from datetime import datetime, timedelta
from typing import Any

from confapp.people.models import User
from confapp.questions import answering, approving, correcting
from confapp.questions.models import Answer, Citation, Question

Told = dict[str, Any]
Staff = dict[str, User]


def make(asked: list[Question], told: list[Told], staff: Staff, *, now: datetime) -> None:
    """Correct and retract the answers of which the file says so, by the rules themselves."""
    for question, one in zip(asked, told, strict=True):
        if "corrected_answer" in one:
            _correct(question, one, staff, now=now)
        if "retracted_because" in one:
            head = staff[f"head.{one['department']}"]
            correcting.retract(
                question, reason=one["retracted_because"], by=head, at=now - timedelta(minutes=10)
            )


def _correct(question: Question, told: Told, staff: Staff, *, now: datetime) -> None:
    assistant, head = staff[f"assistant.{told['department']}"], staff[f"head.{told['department']}"]
    start = now - timedelta(minutes=30)
    published = correcting.begin(question, reason=told["corrected_because"], by=assistant, at=start)
    answer = answering.save_draft(
        question,
        text=told["corrected_answer"],
        kind=published.kind,
        citations=[_again(one) for one in published.citations],
        has_no_provision=published.has_no_provision,
        saves_seen=published.saves,
        by=assistant,
        at=start + timedelta(minutes=6),
    )
    _publish(answer, assistant, head, at=start + timedelta(minutes=8))


def _publish(answer: Answer, assistant: User, head: User, *, at: datetime) -> None:
    answering.submit_for_approval(answer, by=assistant, at=at)
    approving.approve(answer, saves_seen=answer.saves, by=head, at=at + timedelta(minutes=5))
    approving.publish(answer, by=head, at=at + timedelta(minutes=6))


def _again(citation: Citation) -> Citation:
    return Citation(
        document=citation.document,
        article=citation.article,
        clause=citation.clause,
        point=citation.point,
    )
