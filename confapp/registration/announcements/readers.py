"""Who gets an announcement."""

from dataclasses import dataclass

import sqlalchemy as sa

from confapp.database import db
from confapp.mail.models import NOBODYS
from confapp.registration import delegates
from confapp.registration.announcements.models import Announcement, AnnouncementReader
from confapp.registration.delegates import Choice
from confapp.registration.models import Registration

FILTERS = ("province", "mode", "session", "attendance", "state", "invitation")


@dataclass(frozen=True)
class Number:
    """How many delegates the filters choose: with an address, and without."""

    reached: int
    without_address: int


@dataclass(frozen=True)
class Progress:
    """How many letters of how many have been written."""

    done: int
    total: int


def chosen(announcement: Announcement) -> sa.Select[int]:
    """The ids of those whom the filters choose now and whom letters reach."""
    return _all_chosen(announcement).where(~_has_no_address())


def number_of(announcement: Announcement) -> Number:
    without = sa.func.count().filter(_has_no_address())
    counted = _all_chosen(announcement).with_only_columns(sa.func.count(), without)
    everybody, nobody = db.session.execute(counted).one()
    return Number(everybody - nobody, nobody)


def progress_of(announcement: Announcement) -> Progress:
    done = sa.func.count(AnnouncementReader.written_at)
    of_this = AnnouncementReader.announcement_id == announcement.id
    return Progress(*db.session.execute(sa.select(done, sa.func.count()).where(of_this)).one())


def _all_chosen(announcement: Announcement) -> sa.Select[int]:
    choice = Choice(**{name: announcement.choice.get(name, "") for name in FILTERS})
    rows = delegates.listed(announcement.event, choice)
    return rows.order_by(None).with_only_columns(Registration.id)


def _has_no_address() -> sa.ColumnElement[bool]:
    return Registration.email.endswith(NOBODYS)
