"""Whose data would print badly, before anything is printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp import papers
from confapp.certificates import printing, wording
from confapp.certificates.models import Certificate
from confapp.certificates.rules.preview import CODE
from confapp.checkin import sittings
from confapp.database import db
from confapp.events.models import Event
from confapp.registration import delegates
from confapp.registration.models import Registration

# Below these sizes, in points, the paper looks crammed.
SMALL_NAME: Final = 22
SMALL_TEXT: Final = 12
NOT_IN_A_NAME: Final = re.compile(r"[^\w\s'’.\-]|[\d_]")


@dataclass(frozen=True)
class Trouble:
    """A delegate, and what is wrong with the paper they would get, in sentences."""

    registration: Registration
    sentences: list[str]


def troubles(event: Event, *, at: datetime) -> list[Trouble]:
    """Delegates who come and have no certificate yet, by name."""
    sessions = sittings.of_event(event)
    has_one = sa.exists().where(Certificate.registration_id == Registration.id)
    waiting = delegates.coming(event).where(~has_one)
    found = []
    for registration in db.session.scalars(waiting.order_by(Registration.name_key)):
        printed = wording.printed_in(event, registration, sessions, number=0, code=CODE, at=at)
        sentences = list(_sentences(printed))
        if sentences:
            found.append(Trouble(registration, sentences))
    return found


def _sentences(printed: printing.Printed) -> Iterator[str]:
    if not printed.post:
        yield _("The position is missing.")
    if not printed.organisation:
        yield _("The place of work is missing.")
    signs = "".join(sorted(set(NOT_IN_A_NAME.findall(printed.full_name))))
    if signs:
        yield _("The name has signs that are no letters: %(signs)s", signs=signs)
    lacking = papers.lacking(printed.full_name + printed.post + printed.organisation)
    if lacking:
        yield _("The paper's font lacks these letters: %(letters)s", letters=lacking)
    yield from _crammed(printed)


def _crammed(printed: printing.Printed) -> Iterator[str]:
    name, text = printing.name_size(printed), printing.text_size(printed)
    if name < SMALL_NAME:
        yield _("The name is so long that it is printed in %(points)s points.", points=name)
    if not printing.has_room(printed, text):
        yield _("Position and place of work do not fit on the sheet.")
    elif text < SMALL_TEXT:
        yield _("So much is to be said that it is printed in %(points)s points.", points=text)
