"""Letters to those whom a new version of the programme concerns: one each, with the calendar."""

from collections.abc import Sequence

import sqlalchemy as sa
from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from confapp import jobs
from confapp.agenda import changes, ics, places, transcript, versions
from confapp.agenda.changes import Change
from confapp.agenda.models import ToldVersion, Version
from confapp.agenda.models.published import PUBLICATION
from confapp.clock import now
from confapp.database import db, hold
from confapp.events.models import Event
from confapp.i18n import local
from confapp.mail import outbox
from confapp.mail.links import Link
from confapp.mail.models import Attachment
from confapp.mail.writing import written
from confapp.registration.models import ProgrammeNotice
from confapp.registration.programme_readers import Reader, readers_of, still_there

# Letters in one transaction, a quarter of a second long: registering must not wait for them.
AT_ONCE = 25


@jobs.every_minute
def tell_of_new_versions() -> None:
    """Write of the newest version that is to be told of; earlier ones are told with it."""
    for version_id in db.session.scalars(_untold()).all():
        _tell(version_id)


def lock_of(event_id: int) -> str:
    """What is held while letters about the event's programme are written."""
    return f"programme letters:{event_id}"


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
    readers = list(readers_of(version, _changes(version)))
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


def _write_to(
    readers: Sequence[Reader], version_id: int, event_id: int, known: ics.Standings
) -> None:
    """To each of them once, even if the job was killed and begins anew."""
    hold(lock_of(event_id))
    event, version = db.session.get_one(Event, event_id), db.session.get_one(Version, version_id)
    done = sa.select(ProgrammeNotice.user_id).filter_by(version_id=version_id)
    # Somebody may have deleted their data since the readers were found.
    to_write = set(db.session.scalars(still_there(event_id))).difference(db.session.scalars(done))
    for reader in readers:
        if reader.user_id in to_write:
            _write(reader, event, version, known)
            db.session.add(ProgrammeNotice(version_id=version_id, user_id=reader.user_id))
    db.session.commit()


def _write(reader: Reader, event: Event, version: Version, known: ics.Standings) -> None:
    page = f"{current_app.config['SETTINGS'].base_url}/{event.slug}/agenda"
    with force_locale(reader.language):
        subject = _("Programme changed: %(event)s", event=local(event.short_title))
        text = written(
            "registration/letters/programme_changed.txt",
            reader=reader,
            event=event,
            version=version,
            page=Link(page),
        )
        content = _calendar(reader, event, known, page=page)
        attached = Attachment(name="agenda.ics", content_type="text/calendar", content=content)
        outbox.write(
            reader.email,
            subject,
            text,
            at=now(),
            event_id=event.id,
            is_bulk=True,
            attachments=[attached],
        )


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
