"""The letters that organisers may word, and how they read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import force_locale

from confapp import audit
from confapp.database import db
from confapp.events.models import Event
from confapp.i18n import LANGUAGES
from confapp.mail import wording
from confapp.mail.links import taken_apart
from confapp.mail.models import OwnWording
from confapp.mail.wording import Letter, Said
from confapp.people.models import User


@dataclass(frozen=True)
class Listed:
    """A letter, and what the organisers have changed in it."""

    letter: Letter
    changed: list[OwnWording]


@dataclass(frozen=True)
class Sample:
    """How a letter reads for a person who does not exist."""

    language: str
    subject: str
    text: str


def listed(event: Event) -> list[Listed]:
    changed = db.session.scalars(wording.changed_in(event.id)).all()
    return [
        Listed(letter, [one for one in changed if one.letter == letter.name])
        for letter in wording.letters.values()
    ]


def current(letter: Letter, event: Event) -> dict[str, Said]:
    """The words of the letter in each language."""
    said = {}
    for language in LANGUAGES:
        with force_locale(language):
            subject, text = wording.current(letter, event.id)
            said[language] = (subject, text.strip())
    return said


def samples(letter: Letter, event: Event, said: Mapping[str, Said]) -> Iterator[Sample]:
    for language, words in said.items():
        with force_locale(language):
            subject, text = wording.compose(words, letter.sample(event))
        yield Sample(language, subject, taken_apart(text)[0])


def change(
    letter: Letter, event: Event, said: Mapping[str, Said], *, by: User, at: datetime
) -> None:
    wording.change(letter, event.id, said, by_id=by.id, at=at)
    audit.record("word letter", f"letter text {letter.name}", user_id=by.id, event_id=event.id)


def back_to_original(letter: Letter, event: Event, *, by: User) -> None:
    wording.back_to_original(letter, event.id)
    audit.record(
        "word letter as it ships", f"letter text {letter.name}", user_id=by.id, event_id=event.id
    )
