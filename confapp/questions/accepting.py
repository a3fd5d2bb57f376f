"""Taking a question up for answering (A4), in the domain that a moderator chose."""

from datetime import datetime

from confapp.events.models import Domain
from confapp.people.models import User
from confapp.questions import acts, guards, offering
from confapp.questions.intake import Intake
from confapp.questions.models import Acceptance, Question


def accept(
    question: Question,
    *,
    domain: Domain,
    by: User,
    at: datetime,
    suggested: Domain | None = None,
    score: float | None = None,
) -> None:
    """Accept it; where the event says so, a domain's only department gets it in the same act.

    Raises `Refusal` for a question that is not newly sent, and for a domain of another event.
    """
    guards.enter(question, Intake.SUBMITTED)
    note_acceptance(question, domain=domain, by=by, at=at, suggested=suggested, score=score)
    if question.event.offers_at_once and len(domain.departments) == 1:
        offering.offer(question, domain.departments[0], by=by, at=at)


def note_acceptance(
    question: Question,
    *,
    domain: Domain,
    by: User,
    at: datetime,
    suggested: Domain | None = None,
    score: float | None = None,
) -> None:
    """Record the acceptance of a question that `guards.enter` has let in."""
    offering.refuse_other_event(question, domain.event_id)
    question.domain = domain
    question.acceptances.append(
        Acceptance(
            at=at,
            by_id=by.id,
            domain=domain,
            suggested_domain_id=suggested.id if suggested else None,
            score=score,
        )
    )
    acts.note(
        "accept",
        question,
        by=by,
        domain=domain.code,
        suggested=suggested.code if suggested else None,
        score=score,
    )
