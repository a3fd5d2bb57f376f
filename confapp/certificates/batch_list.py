"""The list of batches, and the numbers that each gave out."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from confapp.certificates import batches, register
from confapp.certificates.batches import State
from confapp.certificates.models import Certificate, CertificateBatch
from confapp.certificates.register import Choice
from confapp.database import db
from confapp.events.models import Event


@dataclass(frozen=True)
class Numbers:
    """How many certificates a batch has issued, and the first and last of their numbers."""

    count: int
    first: int
    last: int


def listed(event: Event, *, words: str = "", state: str = "") -> sa.Select[CertificateBatch]:
    """The newest first; words are looked for in the certificates that a batch has issued."""
    rows = batches.of_event(event).order_by(CertificateBatch.id.desc())
    if state in set(State):
        rows = rows.where(batches.is_in_state(State(state)))
    if words:
        found = register.listed(event, Choice(words=words)).order_by(None)
        rows = rows.where(CertificateBatch.id.in_(found.with_only_columns(Certificate.batch_id)))
    return rows


def numbers_of(batch_ids: Sequence[int]) -> dict[int, Numbers]:
    """By batch, for those that have issued any."""
    number = Certificate.number
    counted = sa.select(
        Certificate.batch_id, sa.func.count(), sa.func.min(number), sa.func.max(number)
    )
    own = counted.where(Certificate.batch_id.in_(batch_ids)).group_by(Certificate.batch_id)
    rows = db.session.execute(own).all()
    return {batch_id: Numbers(*row) for batch_id, *row in rows if batch_id is not None}
