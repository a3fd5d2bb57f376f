"""What the worker does for questions each minute: offers that lapse, and letters to be written."""

from sqlalchemy import event
from sqlalchemy.orm import Session

from confapp import jobs
from confapp.clock import now
from confapp.database import db
from confapp.questions import offering, telling
from confapp.questions.models import Question
from confapp.questions.notices import approvals, digests, due_today, hours, to_askers


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


@jobs.every_minute
def tell_askers() -> None:
    """Write to who asked of what became of their questions; none at night."""
    at = now()
    if hours.is_night(at):
        return
    ids = [notice.id for notice in db.session.scalars(to_askers.due(at=at))]
    db.session.commit()
    for notice_id in ids:
        to_askers.tell(notice_id, at=at)


@jobs.every_minute
def tell_staff() -> None:
    """Write to departments, moderators and organisers: at once what cannot wait, else a digest."""
    at = now()
    if hours.is_night(at):
        return
    events = db.session.scalars(digests.events_with_news()).all()
    db.session.commit()
    for event_id in events:
        digests.tell_at_once(event_id, at=at)
        digests.write(event_id, at=at)


@jobs.every_minute
def say_what_is_due_today() -> None:
    """Write to each department once in the morning of a working day, if something is due."""
    at = now()
    ids = db.session.scalars(due_today.departments_to_tell(at)).all()
    db.session.commit()
    for department_id in ids:
        due_today.tell(department_id, at=at)


@jobs.job
def write_what_cannot_wait() -> None:
    """Right after an act: letters to who asked and to who approves, without digests."""
    ask_for_approvals()
    tell_askers()


@event.listens_for(Session, "after_commit")
def _call_the_worker(session: Session) -> None:
    # The worker looks each minute in any case; this is for who waits for a letter now.
    if session.info.pop(telling.NEW, False):
        jobs.enqueue(write_what_cannot_wait)
