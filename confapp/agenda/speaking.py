"""Who presents at the conference."""

import sqlalchemy as sa

from confapp.agenda.models import Speaker
from confapp.database import Words, db
from confapp.events.models import Department


def known_or_new(
    name: str, post: Words, department: Department | None, *, event_id: int
) -> Speaker:
    """The speaker of this name and post; the same person in two items is one speaker."""
    known = db.session.scalar(
        sa.select(Speaker).filter_by(event_id=event_id, name=name, post_vi=post.vi, post_en=post.en)
    )
    if known:
        return known
    speaker = Speaker(event_id=event_id, name=name, post=post, department=department)
    db.session.add(speaker)
    db.session.flush()
    return speaker


def of_event(event_id: int) -> sa.Select[Speaker]:
    return sa.select(Speaker).filter_by(event_id=event_id).order_by(Speaker.id)
