"""Publishing the programme: numbered versions that everybody may read again."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from confapp import audit, live
from confapp.agenda import changes, draft, transcript
from confapp.agenda.changes import Change
from confapp.agenda.forecast import forecast
from confapp.agenda.models import DayAct, Version
from confapp.agenda.models.published import PUBLICATION
from confapp.agenda.programme import Programme, Session, topic
from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.people.models import User


def standing_at(at: datetime, event: Event, domain: str = "") -> Programme:
    """The published programme at a moment, all of it or one domain's part."""
    return Programme(published(event.id), at, domain)


def published(event_id: int) -> tuple[Session, ...]:
    """What everybody reads now; nothing before the first publication."""
    told = db.session.scalar(newest(event_id).with_only_columns(Version.programme))
    return transcript.read(told) if told else ()


def newest(event_id: int) -> sa.Select[Version]:
    return of_event(event_id).limit(1)


def of_event(event_id: int) -> sa.Select[Version]:
    """All versions, the newest first."""
    versions = sa.select(Version).filter_by(event_id=event_id)
    act = joinedload(Version.day_act)
    told = (joinedload(Version.by), act.joinedload(DayAct.item), act.joinedload(DayAct.session))
    return versions.options(*told).order_by(Version.number.desc())


def before(version: Version) -> Version | None:
    """The version that this one replaced."""
    earlier = of_event(version.event_id).where(Version.number < version.number)
    return db.session.scalar(earlier.limit(1))


def has_later(version: Version) -> bool:
    later = of_event(version.event_id).where(Version.number > version.number)
    return db.session.scalar(later.with_only_columns(Version.id).limit(1)) is not None


def numbers(event_id: int) -> list[int]:
    rows = of_event(event_id).with_only_columns(Version.number)
    return list(db.session.scalars(rows))


def changes_of(versions: Sequence[Version]) -> list[list[Change]]:
    """What each of these, the newest first, changed against the version before it."""
    if not versions:
        return []
    read = [transcript.read(one.programme) for one in versions]
    earliest = before(versions[-1])
    former = [*read[1:], transcript.read(earliest.programme) if earliest else None]
    return [
        changes.between(old, new) if old is not None else []
        for new, old in zip(read, former, strict=True)
    ]


def unpublished_changes(event_id: int) -> list[Change]:
    """What publishing the draft now would change, in the order of the day."""
    return changes.between(published(event_id), _as_expected(event_id))


def publish(
    event: Event, *, by: User, at: datetime, note: str = "", is_told: bool = True
) -> Version:
    """Let everybody read the draft as it is; raises `Refusal` if nothing has changed."""
    hold(topic(event.id))
    sessions = _as_expected(event.id)
    if not changes.between(published(event.id), sessions):
        raise Refusal(_("The draft holds nothing that has not been published yet."))
    version = Version(cause=PUBLICATION, note=note, is_told=is_told)
    keep(version, sessions, event_id=event.id, by=by, at=at)
    subject = f"agenda version {version.number}"
    audit.record("published", subject, user_id=by.id, event_id=event.id, told=is_told)
    live.touch(topic(event.id))
    return version


def keep(
    version: Version, sessions: Sequence[Session], *, event_id: int, by: User | None, at: datetime
) -> None:
    """Give the version its number and everybody its programme; the caller holds the topic."""
    last = sa.select(sa.func.max(Version.number)).filter_by(event_id=event_id)
    version.number = (db.session.scalar(last) or 0) + 1
    version.event_id, version.published_at = event_id, at
    version.by_id = by.id if by else None
    version.programme = transcript.written(sessions)
    db.session.add(version)
    db.session.flush()


def acts_of(event_id: int) -> sa.Select[DayAct]:
    """What was done on the running day and not taken back, the oldest first."""
    return sa.select(DayAct).filter_by(event_id=event_id, taken_back_at=None).order_by(DayAct.id)


def _as_expected(event_id: int) -> tuple[Session, ...]:
    acts = db.session.scalars(acts_of(event_id)).all()
    return forecast(draft.as_planned(event_id), acts)
