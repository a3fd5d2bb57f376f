"""Trying an announcement out, and sending it: to each reader once, even after a kill."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import force_locale
from flask_babel import gettext as _

from confapp import audit, jobs, live
from confapp.clock import now
from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.mail import outbox
from confapp.people.models import User
from confapp.registration.announcements import readers, wording
from confapp.registration.announcements.drafting import refuse_started
from confapp.registration.announcements.models import Announcement, AnnouncementReader
from confapp.registration.models import Registration

# Letters in one transaction, a quarter of a second long: registering must not wait for them.
AT_ONCE = 25


def topic(announcement_id: int) -> str:
    return f"announcement:{announcement_id}"


def try_out(announcement: Announcement, *, by: User, at: datetime) -> None:
    """Send the letter to the organiser alone, in each language that it is written in."""
    refuse_started(announcement)
    for language in ("vi", "en") if announcement.text.en else ("vi",):
        subject, text = wording.sample(announcement, language)
        with force_locale(language):
            subject = _("[Test] %(subject)s", subject=subject)
            outbox.write(by.email, subject, text, at=at, event_id=announcement.event_id)
    announcement.tried_at = at
    audit.record(
        "try announcement out",
        f"announcement {announcement.id}",
        user_id=by.id,
        event_id=announcement.event_id,
    )


def start(announcement: Announcement, *, by: User, at: datetime) -> None:
    """Settle who gets it, and let the worker write; twice is the same as once.

    Raises `Refusal` if it was not tried out as it is now, or if nobody would get it.
    """
    hold(topic(announcement.id))
    db.session.refresh(announcement)
    if not announcement.is_draft:
        return
    if announcement.tried_at is None:
        raise Refusal(_("Please send a test to yourself first, and read it."))
    number = _settle_readers(announcement)
    if not number:
        raise Refusal(_("Nobody would get this announcement. Please choose other delegates."))
    announcement.started_at, announcement.started_by_id = at, by.id
    audit.record(
        "send announcement",
        f"announcement {announcement.id}",
        user_id=by.id,
        event_id=announcement.event_id,
        readers=number,
    )
    live.touch(topic(announcement.id))


@jobs.every_minute
def write_announcements() -> None:
    """Write the letters of every announcement that is under way."""
    under_way = sa.select(Announcement.id).where(
        Announcement.started_at.is_not(None), Announcement.finished_at.is_(None)
    )
    announcement_ids = db.session.scalars(under_way).all()
    db.session.commit()
    for announcement_id in announcement_ids:
        while _write_some(announcement_id):
            pass


def _settle_readers(announcement: Announcement) -> int:
    chosen = readers.chosen(announcement).add_columns(sa.literal(announcement.id))
    columns = [AnnouncementReader.registration_id, AnnouncementReader.announcement_id]
    db.session.execute(sa.insert(AnnouncementReader).from_select(columns, chosen))
    return readers.progress_of(announcement).total


def _write_some(announcement_id: int) -> bool:
    """Some letters in one transaction; whether there may be more."""
    hold(topic(announcement_id))
    announcement = db.session.get_one(Announcement, announcement_id)
    waiting = db.session.execute(_waiting(announcement_id).limit(AT_ONCE)).all()
    for reader, registration in waiting:
        subject, text = wording.letter_to(registration, announcement)
        with force_locale(registration.language):
            outbox.write(
                registration.email,
                subject,
                text,
                at=now(),
                event_id=announcement.event_id,
                is_bulk=True,
            )
        reader.written_at = now()
    if not waiting:
        announcement.finished_at = announcement.finished_at or now()
    live.touch(topic(announcement_id))
    db.session.commit()
    return bool(waiting)


def _waiting(announcement_id: int) -> sa.Select[AnnouncementReader, Registration]:
    return (
        sa.select(AnnouncementReader, Registration)
        .join(Registration, Registration.id == AnnouncementReader.registration_id)
        .where(
            AnnouncementReader.announcement_id == announcement_id,
            AnnouncementReader.written_at.is_(None),
        )
        .order_by(AnnouncementReader.registration_id)
    )
