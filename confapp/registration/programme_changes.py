"""Letters to those whom a new version of the programme concerns: one each, with the calendar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload

from confapp import jobs
from confapp.agenda import changes, ics, places, transcript, versions
from confapp.agenda.changes import Change
from confapp.agenda.models import ToldVersion, Version
from confapp.agenda.models.published import PUBLICATION
from confapp.clock import now
from confapp.database import db, hold
from confapp.events.models import Department, Event, Member
from confapp.i18n import local
from confapp.mail import outbox
from confapp.mail.models import Attachment
from confapp.registration import delegates
from confapp.registration.models import ProgrammeNotice, Registration

# Letters in one transaction, a quarter of a second long: registering must not wait for them.
AT_ONCE = 25


@dataclass(frozen=True)
class Reader:
    """Somebody to write to, and what concerns them; `sessions` are a delegate's own."""

    user_id: int
    email: str
    name: str
    language: str
    changes: tuple[Change, ...]
    sessions: tuple[int, ...] = ()


@jobs.every_minute
def tell_of_new_versions() -> None:
    """Write of the newest version that is to be told of; earlier ones are told with it."""
    for version_id in db.session.scalars(_untold()).all():
        _tell(version_id)


def _untold() -> sa.Select[int]:
    """The newest publication of each event, if nobody has been told of it yet."""
    wanted = sa.select(sa.func.max(Version.id)).where(
        Version.cause == PUBLICATION, Version.is_told, ~_is_told()
    )
    return wanted.group_by(Version.event_id)


def _is_told() -> sa.ColumnElement[bool]:
    return sa.exists().where(ToldVersion.version_id == Version.id)


def _tell(version_id: int) -> None:
    version = db.session.get_one(Version, version_id)
    event_id, known = version.event_id, ics.standings(version.event_id)
    readers = list(_readers(version, _changes(version)))
    db.session.commit()
    for start in range(0, len(readers), AT_ONCE):
        _write_to(readers[start : start + AT_ONCE], version_id, event_id, known)
    _close(version_id)


def _changes(version: Version) -> list[Change]:
    """What has changed since the last version that people were told of, or the first there was."""
    earlier = versions.of_event(version.event_id).where(Version.number < version.number)
    told = db.session.scalar(earlier.where(_is_told()).limit(1))
    first = earlier.order_by(None).order_by(Version.number).limit(1)
    base = told or db.session.scalar(first)
    if base is None:
        return []
    return changes.between(transcript.read(base.programme), transcript.read(version.programme))


def _readers(version: Version, found: Sequence[Change]) -> Iterator[Reader]:
    """Whom the changes concern: delegates by their sessions, others by their department."""
    registered = set()
    for mine in db.session.scalars(_registered_before(version)):
        registered.add(mine.user_id)
        sessions = tuple(session.id for session in mine.sessions)
        own = tuple(change for change in found if change.session_id in sessions)
        if own:
            name = mine.salutation_and_name
            yield Reader(mine.user_id, mine.user.email, name, mine.language, own, sessions)
    for member in db.session.scalars(_members(version.event_id)):
        own = tuple(change for change in found if member.department.code in _departments(change))
        if own and member.user_id not in registered:
            registered.add(member.user_id)
            yield Reader(member.user_id, member.user.email, member.user.full_name, "vi", own)


def _registered_before(version: Version) -> sa.Select[Registration]:
    """Who registered later has seen the programme as it is."""
    event = db.session.get_one(Event, version.event_id)
    whole = (selectinload(Registration.sessions), joinedload(Registration.user))
    earlier = delegates.coming(event).where(Registration.created_at < version.published_at)
    return earlier.options(*whole).order_by(Registration.id)


def _members(event_id: int) -> sa.Select[Member]:
    of_event = sa.select(Member).join(Member.department).where(Department.event_id == event_id)
    return of_event.options(joinedload(Member.user)).order_by(Member.id)


def _departments(change: Change) -> set[str]:
    return {one.department.code for one in (change.old, change.new) if one and one.department}


def _write_to(
    readers: Sequence[Reader], version_id: int, event_id: int, known: ics.Standings
) -> None:
    """To each of them once, even if the job was killed and begins anew."""
    hold(f"programme letters:{event_id}")
    event, version = db.session.get_one(Event, event_id), db.session.get_one(Version, version_id)
    done = sa.select(ProgrammeNotice.user_id).filter_by(version_id=version_id)
    written = set(db.session.scalars(done))
    for reader in readers:
        if reader.user_id not in written:
            _write(reader, event, version, known)
            db.session.add(ProgrammeNotice(version_id=version_id, user_id=reader.user_id))
    db.session.commit()


def _write(reader: Reader, event: Event, version: Version, known: ics.Standings) -> None:
    page = f"{current_app.config['SETTINGS'].base_url}/{event.slug}/agenda"
    with force_locale(reader.language):
        subject = _("Programme changed: %(event)s", event=local(event.short_title))
        text = render_template(
            "registration/letters/programme_changed.txt",
            reader=reader,
            event=event,
            version=version,
            page=page,
        )
        content = _calendar(reader, event, known, page=page)
    attached = Attachment(name="agenda.ics", content_type="text/calendar", content=content)
    outbox.write(reader.email, subject, text, at=now(), event_id=event.id, attachments=[attached])


def _calendar(reader: Reader, event: Event, known: ics.Standings, *, page: str) -> bytes:
    return ics.calendar_file(
        event,
        known,
        address=page,
        host=current_app.config["SETTINGS"].host,
        sessions=reader.sessions,
        links=places.links_of(event.id),
    )


def _close(version_id: int) -> None:
    """This version has been told of, and with it those before it."""
    version = db.session.get_one(Version, version_id)
    of_event = sa.select(Version.id).filter_by(event_id=version.event_id)
    earlier = of_event.where(Version.number <= version.number, ~_is_told())
    numbers = db.session.scalars(earlier).all()
    db.session.add_all(ToldVersion(version_id=number, at=now()) for number in numbers)
    db.session.commit()
