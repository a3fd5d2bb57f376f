"""The head lets a deputy approve from one day to another, in writing; an assistant never does."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from confapp import audit
from confapp.clock import in_vietnam
from confapp.database import db
from confapp.errors import Refusal
from confapp.events import members, roles
from confapp.events.members import DEPUTY
from confapp.events.models import Department, Deputation, Event, Member
from confapp.i18n import date_short, moment_words
from confapp.people.models import User

MEMBER, FROM, UNTIL = "member", "from_on", "until_on"
AHEAD, RUNNING, OVER, ENDED = "ahead", "running", "over", "ended"


@dataclass(frozen=True)
class Standing:
    """As what somebody acts for a department, and the delegation that holds now or comes next."""

    member: Member
    deputation: Deputation | None
    is_running: bool


def fault_of(member: Member, *, from_on: date, until_on: date, at: datetime) -> tuple[str, str]:
    """What speaks against such a delegation: the field and a sentence; two empty ones if nothing.

    Both days are included.
    """
    if member.post != DEPUTY:
        return MEMBER, _("Only a deputy head can be delegated to; an assistant never approves.")
    if from_on < _today(at):
        return FROM, _("A delegation cannot begin in the past.")
    if until_on < from_on:
        return UNTIL, _("The last day is before the first.")
    for other in member.deputations:
        if other.ended_at is None and other.from_on <= until_on and from_on <= other.until_on:
            days = {"first": date_short(other.from_on), "last": date_short(other.until_on)}
            return FROM, _("There is a delegation from %(first)s until %(last)s already.", **days)
    return "", ""


def delegate(
    member: Member, *, from_on: date, until_on: date, by: User, at: datetime
) -> Deputation:
    """Let the deputy approve on these days, both included.

    Raises `Refusal` (422) for whoever is no deputy, and for days that are past or out of order.
    """
    members.hold_members(member.department)
    db.session.refresh(member, ["deputations"])
    _field, sentence = fault_of(member, from_on=from_on, until_on=until_on, at=at)
    if sentence:
        raise Refusal(sentence, status=422)
    given = Deputation(from_on=from_on, until_on=until_on, given_at=at, given_by_id=by.id)
    member.deputations.append(given)
    _note("delegate approval", member, given, by)
    return given


def end(member: Member, deputation: Deputation, *, by: User, at: datetime) -> None:
    """End a delegation before its last day; what was approved under it stays approved.

    Raises `Refusal` if it has ended.
    """
    members.hold_members(member.department)
    db.session.refresh(deputation)
    if deputation.ended_at is not None:
        when = moment_words(deputation.ended_at)
        raise Refusal(_("The delegation was ended at %(when)s already.", when=when))
    if deputation.until_on < _today(at):
        raise Refusal(_("The delegation ended on %(day)s.", day=date_short(deputation.until_on)))
    deputation.ended_at = at
    _note("end delegation", member, deputation, by)


def state_of(deputation: Deputation, *, at: datetime) -> str:
    """ahead, running, over, or ended before its last day."""
    if deputation.ended_at is not None:
        return ENDED
    if deputation.from_on > _today(at):
        return AHEAD
    return RUNNING if _today(at) <= deputation.until_on else OVER


def standing_of(
    user: User, department: Department, event: Event, *, at: datetime
) -> Standing | None:
    """How the user stands to the department; nothing for organisers who only look."""
    own = [one for one in roles.memberships(user, event) if one.department_id == department.id]
    if not own:
        return None
    live = [one for one in own[0].deputations if state_of(one, at=at) in (AHEAD, RUNNING)]
    nearest = min(live, key=lambda one: one.from_on, default=None)
    is_running = nearest is not None and state_of(nearest, at=at) == RUNNING
    return Standing(own[0], nearest, is_running)


def _today(at: datetime) -> date:
    return in_vietnam(at).date()


def _note(act: str, member: Member, deputation: Deputation, by: User) -> None:
    db.session.flush()
    audit.record(
        act,
        f"deputation {deputation.id}",
        user_id=by.id,
        event_id=member.department.event_id,
        department=member.department.code,
        whose=member.user_id,
        from_on=deputation.from_on.isoformat(),
        until_on=deputation.until_on.isoformat(),
    )
