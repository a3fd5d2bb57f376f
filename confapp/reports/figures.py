"""The day in figures: named queries over one event, and all of them together."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from confapp.agenda.models import AgendaSession
from confapp.certificates.models import Certificate
from confapp.certificates.standing import Standing, is_standing
from confapp.checkin.models import CheckIn
from confapp.database import db
from confapp.events.models import Department, Event
from confapp.questions import states
from confapp.questions.desk import TITLES
from confapp.questions.desk_filter import RUNNING
from confapp.questions.models import Offer, Question
from confapp.questions.states import LABELS, Place
from confapp.registration.models import IN_PERSON, ONLINE, Registration, registration_session
from confapp.registration.standing import has_place

PLACES = {
    Place.SENT: _l("Waiting for a moderator"),
    Place.NEEDS_INFORMATION: LABELS[Place.NEEDS_INFORMATION],
    Place.ACCEPTED: _l("Waiting for a department"),
    Place.OFFERED: _l("Sent to a department"),
    Place.TAKEN: LABELS[Place.TAKEN],
    Place.BEING_WRITTEN: LABELS[Place.BEING_WRITTEN],
    Place.IN_REVIEW: TITLES[Place.IN_REVIEW],
    Place.APPROVED: LABELS[Place.APPROVED],
    Place.PUBLISHED: LABELS[Place.PUBLISHED],
    Place.RETRACTED: LABELS[Place.RETRACTED],
    **{end: LABELS[end] for end in states.ENDS},
}
IS_COMING = has_place()


@dataclass(frozen=True)
class Turnout:
    """How many came to a session, of how many who said they would."""

    session: AgendaSession
    registered: int
    present: int


@dataclass(frozen=True)
class Debt:
    """How many answers a department owes whose time is over."""

    department: Department
    questions: int


@dataclass(frozen=True)
class Figures:
    """What the organisers want to know at a glance."""

    in_person: int
    online: int
    turnouts: list[Turnout]
    questions: dict[Place, int]
    overdue: list[Debt]
    certificates: int

    @property
    def registered(self) -> int:
        return self.in_person + self.online

    @property
    def asked(self) -> int:
        return sum(self.questions.values())

    @property
    def waiting(self) -> int:
        return self.questions[Place.SENT]

    @property
    def overdue_questions(self) -> int:
        return sum(debt.questions for debt in self.overdue)


def of_event(event: Event, *, at: datetime) -> Figures:
    modes = dict(db.session.execute(registrations_by_mode(event)).all())
    places = dict(db.session.execute(questions_by_place(event)).all())
    overdue = db.session.execute(overdue_by_department(event, at=at)).all()
    return Figures(
        in_person=modes.get(IN_PERSON, 0),
        online=modes.get(ONLINE, 0),
        turnouts=[Turnout(*row) for row in db.session.execute(turnout_by_session(event))],
        questions={place: places.get(place, 0) for place in PLACES},
        overdue=[Debt(*row) for row in overdue],
        certificates=db.session.scalar(certificates_issued(event)) or 0,
    )


def registrations_by_mode(event: Event) -> sa.Select[str, int]:
    return (
        sa.select(Registration.mode, sa.func.count())
        .where(Registration.event_id == event.id, IS_COMING)
        .group_by(Registration.mode)
    )


def turnout_by_session(event: Event) -> sa.Select[AgendaSession, int, int]:
    """The sessions in the order of the day, with who registered for each and who came."""
    chosen, those_who = registration_session.c, sa.select(sa.func.count()).where(IS_COMING)
    registered = those_who.where(
        chosen.session_id == AgendaSession.id, chosen.registration_id == Registration.id
    )
    present = those_who.where(
        CheckIn.session_id == AgendaSession.id, CheckIn.registration_id == Registration.id
    )
    return (
        sa.select(AgendaSession, registered.scalar_subquery(), present.scalar_subquery())
        .where(AgendaSession.event_id == event.id)
        .order_by(AgendaSession.starts_at, AgendaSession.id)
    )


def questions_by_place(event: Event) -> sa.Select[str, int]:
    """How far the event's questions have come, each counted where it is now."""
    place = states.place_column().label("place")
    placed = sa.select(place).where(Question.event_id == event.id).subquery()
    return sa.select(placed.c.place, sa.func.count()).group_by(placed.c.place)


def overdue_by_department(event: Event, *, at: datetime) -> sa.Select[Department, int]:
    """Which departments owe an answer whose time is over, and how many."""
    return (
        sa.select(Department, sa.func.count())
        .join(Offer, Offer.department_id == Department.id)
        .join(Question, Question.id == Offer.question_id)
        .where(Question.event_id == event.id, Offer.ended_at.is_(None), Offer.due_at < at)
        .where(states.stands_at(*RUNNING))
        .group_by(Department.id)
        .order_by(Department.position)
    )


def certificates_issued(event: Event) -> sa.Select[int]:
    """Those that are valid: one that was superseded counts by what took its place."""
    of_event = sa.select(sa.func.count(Certificate.id)).where(Certificate.event_id == event.id)
    return of_event.where(is_standing(Standing.VALID))
