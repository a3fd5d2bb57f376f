"""How far a batch is: numbers, files and letters, and how long the rest will take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from confapp.certificates import earning, failing, files
from confapp.certificates.models import Certificate, CertificateBatch, CertificateFile
from confapp.database import db

# How fast it goes is judged by the newest files.
NEWEST = 30


@dataclass(frozen=True)
class Progress:
    """How many certificates have a number, a file and a letter, of how many there will be.

    `failed` has the numbers of those that could not be printed and are tried again.
    """

    issued: int
    made: int
    told: int
    total: int
    left: timedelta | None
    failed: Sequence[str]

    @property
    def minutes_left(self) -> int | None:
        """Whole minutes, 0 for less than one; none while it is not known."""
        return None if self.left is None else round(self.left / timedelta(minutes=1))

    @property
    def tag(self) -> str:
        """Another one for whatever a page would show otherwise."""
        figures = (self.issued, self.made, self.told, self.total, *self.failed)
        return "".join(f"-{figure}" for figure in figures)


def progress_of(batch: CertificateBatch) -> Progress:
    """Of its certificates those count that have a file or are to have one."""
    counted = sa.select(
        sa.func.count(Certificate.id),
        sa.func.count(CertificateFile.certificate_id),
        sa.func.count(Certificate.told_at),
    )
    rows = counted.select_from(Certificate).outerjoin(Certificate.file)
    own = rows.where(Certificate.batch_id == batch.id, files.to_have_one())
    issued, made, told = db.session.execute(own).one()
    waiting = 0 if batch.finished_at else earning.count_without_certificate(batch.event)
    total = issued + waiting
    failed = _failed(batch)
    left = _time_for(total - made - len(failed), batch)
    return Progress(issued, made, told, total, left, failed)


def _failed(batch: CertificateBatch) -> Sequence[str]:
    own = sa.select(Certificate).where(Certificate.batch_id == batch.id, files.to_have_one())
    rows = db.session.scalars(own.where(failing.failed()).order_by(Certificate.number))
    return [certificate.written_number for certificate in rows]


def _time_for(number: int, batch: CertificateBatch) -> timedelta | None:
    """How long as many more will take, once some of the batch have been made."""
    if not number:
        return None
    made = sa.select(CertificateFile.made_at).join(
        Certificate, Certificate.id == CertificateFile.certificate_id
    )
    newest = made.where(Certificate.batch_id == batch.id).order_by(CertificateFile.made_at.desc())
    times = db.session.scalars(newest.limit(NEWEST)).all()
    if len(times) < NEWEST:
        return None
    return (times[0] - times[-1]) / (NEWEST - 1) * number
