"""Writing an announcement, correcting it, and throwing it away, until it is sent."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp import audit
from confapp.database import Words, db
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.people.models import User
from confapp.registration.announcements.models import Announcement


@dataclass(frozen=True)
class Draft:
    """What an announcement says, and the filters that choose its readers."""

    subject: Words
    text: Words
    choice: dict[str, str]


def of_event(event: Event) -> sa.Select[Announcement]:
    """The newest first."""
    return sa.select(Announcement).filter_by(event_id=event.id).order_by(Announcement.id.desc())


def write(
    draft: Draft, *, event: Event, submission_id: str, by: User, at: datetime
) -> Announcement:
    """Keep a new draft; the same form again gives the same one."""
    known = of_event(event).where(Announcement.submission_id == submission_id)
    announcement = db.session.scalars(known).one_or_none()
    if announcement is not None:
        return announcement
    announcement = Announcement(
        event_id=event.id,
        submission_id=submission_id,
        subject=draft.subject,
        text=draft.text,
        choice=draft.choice,
        written_at=at,
        written_by_id=by.id,
    )
    db.session.add(announcement)
    db.session.flush()
    _note("write announcement", announcement, by)
    return announcement


def correct(announcement: Announcement, draft: Draft, *, by: User, at: datetime) -> None:
    """Write the draft anew; other words are to be tried out again. Raises `Refusal` once sent."""
    refuse_started(announcement)
    if (announcement.subject, announcement.text) != (draft.subject, draft.text):
        announcement.tried_at = None
    announcement.subject, announcement.text = draft.subject, draft.text
    announcement.choice = draft.choice
    announcement.written_at, announcement.written_by_id = at, by.id
    _note("write announcement", announcement, by)


def throw_away(announcement: Announcement, *, by: User) -> None:
    refuse_started(announcement)
    _note("delete announcement", announcement, by)
    db.session.delete(announcement)


def refuse_started(announcement: Announcement) -> None:
    if not announcement.is_draft:
        raise Refusal(_("This announcement has been sent and can no longer be changed."))


def _note(act: str, announcement: Announcement, by: User) -> None:
    audit.record(
        act, f"announcement {announcement.id}", user_id=by.id, event_id=announcement.event_id
    )
