"""Work of the worker: numbers for a batch, a file for each, then a letter.

Nothing is claimed: each hand takes any certificate without a file, and whoever is second with one
throws the paper away. So a hand that is killed leaves nothing that others would wait for, and
every step begins with what the rows say. Two hands meet at one certificate in fifty.
"""

import random
from contextlib import suppress
from threading import Lock

from confapp import jobs
from confapp.certificates import batches, files, issuing, telling
from confapp.certificates.failing import Unprintable
from confapp.certificates.models import Certificate, CertificateBatch
from confapp.clock import now
from confapp.database import db
from confapp.errors import Refusal

# How far numbers run ahead of papers, at least and in one step.
AHEAD = 32
# After so many papers their letters are written, and another hand is called that may be free.
PORTION = 16

# A process prints one paper at a time; its other hands send letters meanwhile.
_one_at_a_time = Lock()


@jobs.every_minute
def make_certificates() -> None:
    """Go on with every batch that is not paused, and make what else is missing."""
    # Asked again after each round: what came meanwhile found the hand full.
    while _is_something_left() and _one_at_a_time.acquire(blocking=False):
        try:
            # What fails is left for later, and its batch with it.
            if not _make_all():
                return
        finally:
            _one_at_a_time.release()


def _is_something_left() -> bool:
    for rows in (files.without_file(now()), telling.untold(), batches.running()):
        if db.session.scalar(rows.limit(1)) is not None:
            return True
    db.session.commit()
    return False


def _make_all() -> bool:
    """Papers and letters until none is left that can be made; whether there were any."""
    done = _tell_those_left()
    while _make_some():
        _tell_those_left()
        done = True
    return done


def _make_some() -> bool:
    """A portion of the certificates that have no file; whether there were any."""
    missing = _next_missing()
    if len(missing) < AHEAD and _issue_some():
        missing = _next_missing()
    db.session.commit()
    if len(missing) > PORTION:
        jobs.enqueue(make_certificates)
    # Any of them, to keep out of other hands' way.
    for certificate_id in random.sample(missing, min(PORTION, len(missing))):
        _make(certificate_id)
    return bool(missing)


def _next_missing() -> list[int]:
    return list(db.session.scalars(files.without_file(now()).limit(2 * AHEAD)))


def _make(certificate_id: int) -> None:
    certificate = db.session.get(Certificate, certificate_id)
    if certificate is None:
        return
    event_id = certificate.event_id
    try:
        # Not the signed one, which may come first: what has no file of its own stays missing.
        files.unsigned_pdf_of(certificate, at=now())
    except Unprintable as failure:
        if failure.is_of_every_paper:
            pause_batch_of(event_id)
    except Refusal:
        # Its delegate has deleted their data just now.
        db.session.rollback()
    db.session.commit()


def _tell_those_left() -> bool:
    """Write the letters of the files that are new, or that a hand has left; whether any was."""
    told = 0
    while some := telling.tell_some(most=AHEAD, at=now()):
        db.session.commit()
        told += some
    db.session.commit()
    return told > 0


def _issue_some() -> int:
    """The next numbers of the batches; one with nothing left is closed."""
    issued = 0
    for batch in db.session.scalars(batches.running()).all():
        number = issuing.issue_some(batch, most=AHEAD, at=now())
        db.session.commit()
        if not number:
            batches.finish(batch, at=now())
            db.session.commit()
        issued += number
    return issued


def pause_batch_of(event_id: int) -> None:
    """Something is missing that every paper needs: organisers let it go on once it is back."""
    own = batches.running().where(CertificateBatch.event_id == event_id)
    for batch in db.session.scalars(own).all():
        # It may have finished just now.
        with suppress(Refusal):
            batches.pause(batch, by=None, at=now())
