"""The register of all questions of an event: finding, sorting, taking away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp.database import db
from confapp.events.models import Department, Domain, Event
from confapp.i18n import local
from confapp.questions import states
from confapp.questions.askers import from_where
from confapp.questions.finding import matching
from confapp.questions.models import Offer, Question
from confapp.questions.states import Place
from confapp.sheets import Cell

CHANNELS = {"web": _l("On the web"), "slip": _l("Paper slip"), "telephone": _l("By telephone")}
CLOSED = (*states.ENDS, Place.PUBLISHED, Place.NEEDS_INFORMATION)


@dataclass(frozen=True)
class Choice:
    """What the list is narrowed to, as the address says it; unknown words narrow nothing."""

    words: str = ""
    state: str = ""
    domain: str = ""
    department: str = ""
    channel: str = ""
    overdue: str = ""
    order: str = ""

    @property
    def narrows(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self) if one.name != "order")


def listed(event: Event, choice: Choice, *, at: datetime) -> sa.Select[Question]:
    """The questions that meet the choice, in its order."""
    rows = (
        sa.select(Question)
        .outerjoin(Offer, sa.and_(Offer.question_id == Question.id, Offer.ended_at.is_(None)))
        .where(Question.event_id == event.id, matching(choice.words))
        .where(*_conditions(choice, at=at))
    )
    return rows.order_by(*_order(choice.order), Question.number)


def is_overdue(question: Question, *, at: datetime) -> bool:
    """Whether its answer is late; while it waits for the asker or is at an end, none is."""
    is_due = question.offer is not None and question.offer.due_at < at
    return is_due and states.place(question) not in CLOSED


def heads() -> list[str]:
    return [
        _("Number"),
        _("Question"),
        _("Province or city"),
        _("Channel"),
        _("Domain"),
        _("State"),
        _("Department"),
        _("Assisting departments"),
        _("Sent at"),
        _("Due"),
        _("Published at"),
        _("Reason for the end"),
    ]


def rows(event: Event, choice: Choice, *, at: datetime) -> list[Sequence[Cell]]:
    """A row for each, in the order of the list; the askers' names are not among them."""
    return list(_rows(db.session.scalars(listed(event, choice, at=at)).unique().all()))


def _conditions(choice: Choice, *, at: datetime) -> Iterator[sa.ColumnElement[bool]]:
    if choice.state in set(Place):
        yield states.place_column() == choice.state
    if choice.domain:
        yield Question.domain.has(Domain.code == choice.domain)
    if choice.department:
        yield Offer.department.has(Department.code == choice.department)
    if choice.channel in CHANNELS:
        yield Question.channel == choice.channel
    if choice.overdue:
        yield Offer.due_at < at
        yield ~states.stands_at(*CLOSED)


def _order(order: str) -> list[sa.ColumnElement[Any]]:
    """By number unless the choice says otherwise; a minus turns the order round."""
    columns: dict[str, sa.ColumnElement[Any]] = {
        "number": Question.number.expression,
        "due": Offer.due_at.expression,
        "state": states.place_column(),
    }
    column = columns.get(order.removeprefix("-"), columns["number"])
    if not order:
        return [column.desc()]
    return [column.is_(None), column.desc() if order.startswith("-") else column.asc()]


def _rows(questions: Sequence[Question]) -> Iterator[Sequence[Cell]]:
    for one in questions:
        offer, published = one.offer, one.published_answer
        yield (
            one.reference,
            one.text,
            from_where(one),
            str(CHANNELS[one.channel]),
            local(one.domain.name),
            str(states.label_on_desk(one)),
            local(offer.department.name) if offer else "",
            ", ".join(local(each.name) for each in offer.assisting) if offer else "",
            one.asked_at,
            offer.due_at if offer else None,
            published.publication.at if published and published.publication else None,
            one.ending.reason if one.ending else "",
        )
