"""What the worker does for questions each minute: offers that lapse, and letters to be written."""

from confapp import jobs
from confapp.clock import now
from confapp.database import db
from confapp.questions import offering
from confapp.questions.models import Question
from confapp.questions.notices import approvals, hours


@jobs.every_minute
def let_offers_lapse() -> None:
    """Take back each offer that nobody took in time (A13), in a unit of work of its own."""
    at = now()
    ids = [question.id for question in db.session.scalars(offering.lapsed(at=at))]
    db.session.commit()
    for question_id in ids:
        offering.expire(db.session.get_one(Question, question_id), at=at)
        db.session.commit()


@jobs.every_minute
def ask_for_approvals() -> None:
    """Write to heads of what they are to approve; none at night."""
    at = now()
    if hours.is_night(at):
        return
    waiting = db.session.scalars(approvals.waiting())
    ids = [submission.id for submission in waiting if approvals.unasked(submission)]
    db.session.commit()
    for submission_id in ids:
        approvals.ask(submission_id, at=at)
