"""The running day: what the organisers press, and how the programme follows."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp import audit, live
from confapp.agenda import versions
from confapp.agenda.forecast import forecast
from confapp.agenda.models import DayAct, Version, day
from confapp.agenda.models.published import DAY, TAKEN_BACK
from confapp.agenda.programme import Item, Session, items_of, topic
from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.i18n import clock_time, local
from confapp.people.models import User

MINUTES = (5, 10)
PHRASES = {
    day.START: _l("Started: “%(title)s”"),
    day.FINISH: _l("Ended: “%(title)s”"),
    day.EXTEND: _l("%(minutes)s minutes more: “%(title)s”"),
    day.SKIP: _l("Left out: “%(title)s”"),
    day.HOLD_END: _l("Ending time held: “%(title)s”"),
    day.RELEASE_END: _l("Ending time no longer held: “%(title)s”"),
}


@dataclass(frozen=True)
class Press:
    """A button that was pressed, on a page that showed the version `seen`."""

    kind: str
    session_id: int
    item_id: int | None
    submission_id: str
    seen: int
    minutes: int = 0


def act(event: Event, press: Press, *, by: User, at: datetime) -> DayAct | None:
    """Do it, and let everybody see what follows; the same submission again does nothing.

    Raises `Refusal` when the programme has changed since the page was shown, or when it cannot be.
    """
    hold(topic(event.id))
    if db.session.scalar(sa.select(DayAct.id).filter_by(submission_id=press.submission_id)):
        return None
    _refuse_stale(event, press.seen)
    sessions = versions.published(event.id)
    _refuse_nonsense(press, sessions, at)
    done = DayAct(
        event_id=event.id,
        session_id=press.session_id,
        item_id=press.item_id,
        kind=press.kind,
        minutes=press.minutes,
        at=at,
        by_id=by.id,
        submission_id=press.submission_id,
    )
    db.session.add(done)
    db.session.flush()
    _keep(Version(cause=DAY, day_act=done), event, sessions, by=by, at=at)
    return done


def take_back(event: Event, *, seen: int, by: User, at: datetime) -> DayAct:
    """Take the last act back; raises `Refusal` if there is none."""
    hold(topic(event.id))
    _refuse_stale(event, seen)
    last = db.session.scalar(newest_act(event.id))
    if last is None:
        raise Refusal(_("Nothing has been done yet that could be taken back."))
    last.taken_back_at = at
    db.session.flush()
    sessions = versions.published(event.id)
    _keep(Version(cause=TAKEN_BACK, day_act=last), event, sessions, by=by, at=at)
    return last


def words_of(act: DayAct) -> str:
    """What was pressed, in words."""
    title = act.item.title if act.item else act.session.title
    return str(PHRASES[act.kind]) % {"title": local(title), "minutes": act.minutes}


def newest_act(event_id: int) -> sa.Select[DayAct]:
    return versions.acts_of(event_id).order_by(None).order_by(DayAct.id.desc()).limit(1)


def _keep(
    version: Version, event: Event, sessions: tuple[Session, ...], *, by: User, at: datetime
) -> None:
    """What is published stays the plan: what the draft holds beside it must not slip out."""
    version.note, version.is_told = "", False
    acts = db.session.scalars(versions.acts_of(event.id)).all()
    expected = forecast(sessions, acts)
    versions.keep(version, expected, event_id=event.id, by=by, at=at)
    act, subject = version.day_act, f"agenda version {version.number}"
    told = {"item": act.item_id, "session": act.session_id, "minutes": act.minutes} if act else {}
    kind = f"{version.cause} {act.kind}" if act else version.cause
    audit.record(kind, subject, user_id=by.id, event_id=event.id, **told)
    live.touch(topic(event.id))


def _refuse_stale(event: Event, seen: int) -> None:
    newest = db.session.scalar(versions.newest(event.id))
    if newest is None:
        raise Refusal(_("The programme has not been published yet."))
    if newest.number != seen:
        raise Refusal(
            _(
                "The programme changed at %(time)s, after this page was shown. "
                "Please look at it again, and press once more if it is still needed.",
                time=clock_time(newest.published_at),
            )
        )


def _refuse_nonsense(press: Press, sessions: tuple[Session, ...], at: datetime) -> None:
    if press.item_id is None:
        return
    item = next((one for one in items_of(sessions) if one.id == press.item_id), None)
    if item is None:
        raise Refusal(_("This item is not in the published programme."))
    sentence = _why_not(press.kind, item, at)
    if sentence:
        raise Refusal(sentence)


def _why_not(kind: str, item: Item, at: datetime) -> str:
    title = local(item.title)
    if kind == day.FINISH and not (item.started_at or item.is_on(at=at)):
        return _("“%(title)s” has not been started.", title=title)
    if kind != day.START and item.finished_at:
        return _("“%(title)s” has already ended.", title=title)
    if kind == day.START and item.started_at and not item.finished_at:
        return _("“%(title)s” has already been started.", title=title)
    if kind in (day.EXTEND, day.SKIP) and item.is_skipped:
        return _("“%(title)s” has been left out.", title=title)
    if kind == day.SKIP and item.started_at:
        return _("“%(title)s” has already been started; it can only be ended.", title=title)
    return ""
