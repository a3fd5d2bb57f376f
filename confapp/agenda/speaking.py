"""Who presents at the conference."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from confapp import audit
from confapp.agenda.models import Speaker
from confapp.agenda.models.draft import item_speaker
from confapp.agenda.programme import Item, Presenter, Session, items_of
from confapp.database import Words, db, hold
from confapp.errors import Refusal
from confapp.events.models import Department
from confapp.people.models import User
from confapp.vietnamese import fold, name_key


@dataclass(frozen=True)
class Billing:
    """A speaker as the published programme names them, and what they present."""

    speaker: Presenter
    items: tuple[Item, ...]


def known_or_new(
    name: str, post: Words, department: Department | None, *, event_id: int
) -> Speaker:
    """The speaker of this name and post; the same person in two items is one speaker."""
    known = db.session.scalar(_same(name, post, event_id))
    if known:
        return known
    speaker = Speaker(event_id=event_id, name=name, post=post, department=department)
    db.session.add(speaker)
    db.session.flush()
    return speaker


def of_event(event_id: int) -> sa.Select[Speaker]:
    speakers = sa.select(Speaker).filter_by(event_id=event_id)
    return speakers.options(joinedload(Speaker.department)).order_by(Speaker.id)


def presented_by(department_ids: Sequence[int]) -> sa.Select[int]:
    """The items that speakers of these departments present."""
    items = sa.select(item_speaker.c.item_id).join(Speaker, Speaker.id == item_speaker.c.speaker_id)
    return items.where(Speaker.department_id.in_(department_ids))


def billed(sessions: Sequence[Session], words: str = "") -> list[Billing]:
    """Who presents in these sessions: people by given name, then units by the alphabet."""
    presented: dict[int, list[Item]] = {}
    speakers: dict[int, Presenter] = {}
    for item in items_of(sessions):
        for speaker in item.speakers:
            speakers[speaker.id] = speaker
            presented.setdefault(speaker.id, []).append(item)
    wanted = [one for one in speakers.values() if has(one, words)]
    wanted.sort(key=lambda one: (not one.name, name_key(one.name), fold(one.post.vi)))
    return [Billing(one, tuple(presented[one.id])) for one in wanted]


def has(speaker: Presenter | Speaker, words: str) -> bool:
    """Whether the speaker's name and post have all these words, without marks and case."""
    told = fold(f"{speaker.name} {speaker.post.vi} {speaker.post.en}")
    return all(word in told for word in fold(words).split())


def is_taken(speaker: Speaker, name: str, post: Words) -> bool:
    """Whether another speaker of the event has this name and post."""
    hold(f"speakers:{speaker.event_id}")
    same = _same(name, post, speaker.event_id).where(Speaker.id != speaker.id)
    return db.session.scalar(same.limit(1)) is not None


def change(
    speaker: Speaker, name: str, post: Words, department: Department | None, *, by: User
) -> None:
    """Readers see the new words once the draft is published."""
    speaker.name, speaker.post, speaker.department = name, post, department
    _note("changed", speaker, by=by)


def remove(speaker: Speaker, *, by: User) -> None:
    """Raises `Refusal` while an item names the speaker."""
    named = sa.select(item_speaker.c.item_id).where(item_speaker.c.speaker_id == speaker.id)
    if db.session.scalar(named.limit(1)):
        raise Refusal(_("Items of the programme name this speaker, who cannot be removed."))
    _note("removed", speaker, by=by)
    db.session.delete(speaker)


def _same(name: str, post: Words, event_id: int) -> sa.Select[Speaker]:
    return sa.select(Speaker).filter_by(
        event_id=event_id, name=name, post_vi=post.vi, post_en=post.en
    )


def _note(act: str, speaker: Speaker, *, by: User) -> None:
    db.session.flush()
    subject = f"agenda speaker {speaker.id}"
    audit.record(act, subject, user_id=by.id, event_id=speaker.event_id)
