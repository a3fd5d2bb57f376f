"""The wording of a letter: as it ships, or as the organisers of an event have it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeAlias

import sqlalchemy as sa
from flask_babel import force_locale
from flask_babel.speaklater import LazyString

from confapp import i18n
from confapp.database import db, hold
from confapp.mail.links import taken_apart
from confapp.mail.models import OwnWording
from confapp.mail.placeholders import filled_in
from confapp.mail.writing import written

Said: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Letter:
    """A letter that organisers may word: its placeholders stand for each reader's own words.

    `sample` gives those words for a person who does not exist, in an event; a letter without
    what is `needed` would be of no use.
    """

    name: str
    title: LazyString
    subject: LazyString
    template: str
    placeholders: Mapping[str, LazyString]
    sample: Callable[[Any], Mapping[str, str]]
    needed: tuple[str, ...] = ()


letters: dict[str, Letter] = {}


def offer(letter: Letter) -> Letter:
    """Let organisers word this letter of a feature."""
    letters[letter.name] = letter
    return letter


def original(letter: Letter) -> Said:
    """Subject and text as they ship, in the language in use, with the placeholders in them."""
    return _as_it_ships(letter.name, i18n.current())


@cache
def _as_it_ships(name: str, _language: str) -> Said:
    letter = letters[name]
    places = {name: f"${name}" for name in letter.placeholders}
    return str(letter.subject) % places, written(letter.template, **places)


def current(letter: Letter, event_id: int) -> Said:
    """Subject and text as they are in this event, in the language in use."""
    own = db.session.scalars(_own(letter, event_id).filter_by(language=i18n.current()))
    kept = own.one_or_none()
    return (kept.subject, kept.text) if kept else original(letter)


def compose(said: Said, words: Mapping[str, str]) -> Said:
    """Subject and text for one reader; the text is ready for `outbox.write`."""
    subject, text = (filled_in(part, words) for part in said)
    return taken_apart(subject)[0], text


def change(
    letter: Letter, event_id: int, said: Mapping[str, Said], *, by_id: int, at: datetime
) -> None:
    """Keep what the organisers say in each language; what is as it ships is not kept."""
    hold(f"letter wording:{event_id}")
    back_to_original(letter, event_id)
    for language, (subject, text) in said.items():
        with force_locale(language):
            is_original = (subject, text.strip()) == tuple(map(str.strip, original(letter)))
        if not is_original:
            db.session.add(
                OwnWording(
                    event_id=event_id,
                    letter=letter.name,
                    language=language,
                    subject=subject,
                    text=text,
                    changed_at=at,
                    changed_by_id=by_id,
                )
            )


def back_to_original(letter: Letter, event_id: int) -> None:
    own = sa.delete(OwnWording).filter_by(event_id=event_id, letter=letter.name)
    db.session.execute(own)


def changed_in(event_id: int) -> sa.Select[OwnWording]:
    """What the organisers of the event have worded themselves."""
    return sa.select(OwnWording).filter_by(event_id=event_id).order_by(OwnWording.language.desc())


def _own(letter: Letter, event_id: int) -> sa.Select[OwnWording]:
    return sa.select(OwnWording).filter_by(event_id=event_id, letter=letter.name)
