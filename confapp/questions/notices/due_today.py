"""In the morning: what a department owes today, and what it is late with."""

from datetime import datetime, time, timedelta

import sqlalchemy as sa

from confapp.clock import in_vietnam, vietnam_time
from confapp.database import db, hold
from confapp.events.models import Department
from confapp.questions import states, working_hours
from confapp.questions.models import DueLetter, Offer, Question
from confapp.questions.notices import staff_letters
from confapp.questions.notices.readers import members_of
from confapp.questions.states import Place

FROM, UNTIL = time(7, 30), time(17)
SETTLED = (*states.ENDS, Place.PUBLISHED, Place.NEEDS_INFORMATION)


def departments_to_tell(at: datetime) -> sa.Select[int]:
    """The departments that were not told today, in the morning of a working day."""
    here = in_vietnam(at)
    rows = sa.select(Department.id).order_by(Department.id)
    if not (FROM <= here.time() < UNTIL and working_hours.is_working_day(here.date())):
        return rows.where(sa.false())
    told = sa.exists().where(DueLetter.department_id == Department.id, DueLetter.day == here.date())
    return rows.where(~told, Department.id.in_(sa.select(Offer.department_id)))


def tell(department_id: int, *, at: datetime) -> None:
    """Write to the department's members once a day, and only if something is due."""
    hold(f"due letter:{department_id}")
    day = in_vietnam(at).date()
    if db.session.get(DueLetter, (department_id, day)) is None:
        db.session.add(DueLetter(department_id=department_id, day=day, at=at))
        _write(db.session.get_one(Department, department_id), at=at)
    db.session.commit()


def _write(department: Department, *, at: datetime) -> None:
    rows = db.session.scalars(due_until_tonight(department, at=at)).all()
    overdue = [one for one in rows if one.offer and one.offer.due_at <= at]
    today = [one for one in rows if one not in overdue]
    if rows:
        for user in members_of(department):
            staff_letters.write_due(department, user, overdue=overdue, today=today, at=at)


def due_until_tonight(department: Department, *, at: datetime) -> sa.Select[Question]:
    """What the department has not published yet and owes by the end of the day, the first first."""
    midnight = datetime.combine(in_vietnam(at).date() + timedelta(days=1), time())
    return (
        sa.select(Question)
        .join(Offer, sa.and_(Offer.question_id == Question.id, Offer.ended_at.is_(None)))
        .where(Offer.department_id == department.id, Offer.due_at < vietnam_time(midnight))
        .where(~states.stands_at(*SETTLED))
        .order_by(Offer.due_at, Question.id)
    )
