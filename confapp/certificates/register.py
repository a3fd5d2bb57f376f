"""The register of certificates: searched, filtered, and how far the files are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from confapp.certificates.models import Certificate
from confapp.certificates.paper_states import PaperState, is_in_state
from confapp.certificates.standing import Standing, is_standing
from confapp.database import db
from confapp.events.models import Event
from confapp.registration.models import Registration
from confapp.vietnamese import fold

# 15, 015 or 015/GCN-BKHCN; a telephone number is longer.
NUMBER = re.compile(r"(\d{1,6})(/\S*)?")


def of_event(event: Event) -> sa.Select[Certificate]:
    return sa.select(Certificate).filter_by(event_id=event.id)


@dataclass(frozen=True)
class Choice:
    """Which lines of the register are shown; what is empty does not narrow it."""

    words: str = ""
    standing: str = ""
    paper: str = ""
    batch: str = ""

    @property
    def narrows(self) -> bool:
        return any(vars(self).values())


ALL = Choice()


def listed(event: Event, choice: Choice = ALL) -> sa.Select[Certificate]:
    """By number; words are looked for in the delegate's registration without marks.

    Whoever has deleted their data has none any more, and is found by the number only.
    """
    rows = of_event(event).order_by(Certificate.number).where(*_conditions(choice))
    number = NUMBER.fullmatch(choice.words)
    if number is not None:
        return rows.where(Certificate.number == int(number[1]))
    if choice.words:
        rows = rows.join(Certificate.registration)
    for word in fold(choice.words).split():
        rows = rows.where(Registration.searchable.contains(word, autoescape=True))
    return rows


def with_papers(rows: sa.Select[Certificate]) -> sa.Select[Certificate]:
    """The same, with what came in the place of each, and what there is of their papers."""
    others = (Certificate.successor, Certificate.supersedes)
    papers = (Certificate.file, Certificate.signed_file, Certificate.failure)
    return rows.options(*(selectinload(one) for one in (*others, *papers)))


def _conditions(choice: Choice) -> Iterator[sa.ColumnElement[bool]]:
    if choice.standing in set(Standing):
        yield is_standing(Standing(choice.standing))
    if choice.paper in set(PaperState):
        yield is_in_state(PaperState(choice.paper))
    if re.fullmatch(r"\d{1,9}", choice.batch):
        yield Certificate.batch_id == int(choice.batch)


def count(event: Event) -> int:
    return _count(of_event(event))


def _count(rows: sa.Select[Certificate]) -> int:
    return db.session.scalar(rows.with_only_columns(sa.func.count())) or 0
