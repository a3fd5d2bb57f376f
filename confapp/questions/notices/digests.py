"""Letters to departments, moderators and organisers: one an hour with all that is new."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from confapp.database import db, hold
from confapp.events import roles
from confapp.events.models import Department, Event
from confapp.people.models import User
from confapp.questions.models import Digest, Notice, Question
from confapp.questions.notices import staff_letters
from confapp.questions.notices.hours import is_for_digests
from confapp.questions.notices.readers import members_of, with_role, without
from confapp.questions.telling import ASKER, DEPARTMENT, MODERATORS, ORGANISERS, News

APART = timedelta(hours=1)
AT_ONCE = frozenset({News.SENT_BACK})
# Who is to approve gets a letter with a link instead.
TOLD_OTHERWISE = frozenset({News.HANDED_IN})
ROLES = {MODERATORS: roles.MODERATOR, ORGANISERS: roles.ORGANISER}


@dataclass(frozen=True)
class Audience:
    """Those who read the same news: the members of a department, or all with a role."""

    reader: str
    department_id: int | None

    def people(self, event: Event) -> list[User]:
        if self.reader == DEPARTMENT and self.department_id is not None:
            return members_of(db.session.get_one(Department, self.department_id))
        return with_role(ROLES[self.reader], event)


def events_with_news() -> sa.Select[int]:
    rows = sa.select(Question.event_id).distinct().join(Notice, Notice.question_id == Question.id)
    return rows.where(Notice.reader != ASKER, Notice.told_at.is_(None))


def tell_at_once(event_id: int, *, at: datetime) -> None:
    """Write of what cannot wait for an hour, and close what is told otherwise."""
    event = _alone_with(event_id)
    for notice in _untold(event):
        if notice.news in AT_ONCE:
            for user in without(_audience(notice).people(event), notice.by_id):
                staff_letters.write_at_once(notice, user, at=at)
        if notice.news in AT_ONCE | TOLD_OTHERWISE:
            notice.told_at = at
    db.session.commit()


def write(event_id: int, *, at: datetime) -> None:
    """Write to each audience that got nothing within the hour; nobody gets two, or an empty one."""
    event = _alone_with(event_id)
    by_reader: dict[User, list[Notice]] = defaultdict(list)
    if is_for_digests(event, at):
        for audience, own in _ready(event, at=at):
            for user in audience.people(event):
                by_reader[user] += [one for one in own if one.by_id != user.id]
            for notice in own:
                notice.told_at = at
    for user, own in by_reader.items():
        if own:
            staff_letters.write_digest(event, user, own, at=at)
            db.session.merge(Digest(event_id=event.id, user_id=user.id, at=at))
    db.session.commit()


def _ready(event: Event, *, at: datetime) -> Iterator[tuple[Audience, list[Notice]]]:
    """The audiences with news of whom nobody was written to within the hour."""
    rows = sa.select(Digest.user_id).where(Digest.event_id == event.id, Digest.at > at - APART)
    lately = set(db.session.scalars(rows))
    news: dict[Audience, list[Notice]] = defaultdict(list)
    for notice in _untold(event):
        if notice.news not in AT_ONCE | TOLD_OTHERWISE:
            news[_audience(notice)].append(notice)
    for audience, own in news.items():
        if lately.isdisjoint(user.id for user in audience.people(event)):
            yield audience, own


def _alone_with(event_id: int) -> Event:
    """One worker at a time writes digests of the event."""
    hold(f"question digests:{event_id}")
    return db.session.get_one(Event, event_id)


def _untold(event: Event) -> list[Notice]:
    rows = sa.select(Notice).join(Notice.question).where(Question.event_id == event.id)
    rows = rows.where(Notice.reader != ASKER, Notice.told_at.is_(None))
    return list(db.session.scalars(rows.order_by(Notice.id)))


def _audience(notice: Notice) -> Audience:
    return Audience(notice.reader, notice.department_id)
