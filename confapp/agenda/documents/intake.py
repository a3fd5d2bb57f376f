"""Taking documents in: each file is checked and kept first, and gets its row afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.agenda.documents import files, kinds, names, telling
from confapp.agenda.documents.files import KeptFile
from confapp.agenda.documents.models import Document
from confapp.agenda.documents.unfit import Unfit
from confapp.agenda.models import AgendaItem
from confapp.database import Words, db, hold
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.people.models import User


@dataclass(frozen=True)
class Sent:
    """A file as it was sent, under its name without folders."""

    name: str
    content: IO[bytes]


@dataclass(frozen=True)
class Terms:
    """Who may read a document, and from when on."""

    audience: str
    opens_at: datetime | None


@dataclass
class Outcome:
    """How many files became documents, and why the others did not."""

    taken: int = 0
    refusals: list[str] = field(default_factory=list)


def take_in(
    sent: Sequence[Sent],
    *,
    event: Event,
    item: AgendaItem | None,
    terms: Terms,
    submission_id: str,
    by: User,
    at: datetime,
) -> Outcome:
    """Make a document of each file that is fit; ends the transaction that is open.

    A file counts by its place in the form: the same form sent again adds nothing, and gives the
    same outcome.
    """
    event_id, item_id, user_id = event.id, item.id if item else None, by.id
    known = _positions(submission_id, user_id)
    # Checking and writing take a while and must not hold the database.
    db.session.commit()
    outcome = Outcome(taken=len(known))
    kept = _keep_the_fit(sent, known, outcome, at=at)
    hold(f"documents:{event_id}")
    _refuse_lost(item_id)
    for position in sorted(kept.keys() - _positions(submission_id, user_id)):
        document = Document(
            event_id=event_id,
            item_id=item_id,
            submission_id=submission_id,
            position=position,
            title=Words(names.as_title(sent[position].name), ""),
            audience=terms.audience,
            opens_at=terms.opens_at,
            uploaded_by_id=user_id,
        )
        hold_file(document, sent[position].name, kept[position], at=at)
        db.session.add(document)
        db.session.flush()
        telling.tell("added", document, by_id=user_id, **telling.of_file(document))
    outcome.taken += len(kept)
    return outcome


def keep_if_fit(sent: Sent, *, at: datetime) -> KeptFile:
    """Check the file and write it down; raises `Unfit`."""
    return files.keep(kinds.checked(sent.content, sent.name), sent.name, at=at)


def hold_file(document: Document, name: str, file: KeptFile, *, at: datetime) -> None:
    """Let this be the document's file."""
    document.name, document.kind = name, kinds.kind_named(name).code
    document.storage_key, document.size, document.sha256 = file.key, file.size, file.sha256
    document.uploaded_at = at
    document.index()


def _keep_the_fit(
    sent: Sequence[Sent], known: set[int], outcome: Outcome, *, at: datetime
) -> dict[int, KeptFile]:
    kept: dict[int, KeptFile] = {}
    for position, one in enumerate(sent):
        if position in known:
            continue
        try:
            kept[position] = keep_if_fit(one, at=at)
        except Unfit as unfit:
            outcome.refusals.append(str(unfit.sentence))
    return kept


def _positions(submission_id: str, user_id: int) -> set[int]:
    """Which files of this form have become documents already."""
    of_form = sa.select(Document.position, Document.uploaded_by_id)
    rows = db.session.execute(of_form.filter_by(submission_id=submission_id)).all()
    if any(uploaded_by_id != user_id for _position, uploaded_by_id in rows):
        raise Refusal(
            _("This form has been sent by somebody else. Please open the page again and send it.")
        )
    return {position for position, _uploaded_by_id in rows}


def _refuse_lost(item_id: int | None) -> None:
    item = db.session.get(AgendaItem, item_id, populate_existing=True) if item_id else None
    if item_id is not None and (item is None or item.removed_at is not None):
        raise Refusal(_("The item has been deleted meanwhile, so its documents were not added."))
