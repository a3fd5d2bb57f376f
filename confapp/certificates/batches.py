"""Batches: asked for, paused, let go on, and closed."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp import audit, live
from confapp.certificates import earning, failing, issuing
from confapp.certificates.models import CertificateBatch, CertificateBatchPause
from confapp.certificates.progress import progress_of
from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.people.models import User


class State(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"


LABELS = {
    State.RUNNING: _l("Under way"),
    State.PAUSED: _l("Paused"),
    State.FINISHED: _l("Finished"),
}
TONES = {State.RUNNING: "active", State.PAUSED: "waiting", State.FINISHED: "done"}


def start(event: Event, *, by: User, at: datetime) -> CertificateBatch | None:
    """A batch for all who have earned a certificate and have none, or the one that is unfinished.

    None if there is nobody.
    """
    hold(issuing.lock_of(event.id))
    known = db.session.scalars(unfinished(event)).one_or_none()
    number = earning.count_without_certificate(event)
    if known is not None or not number:
        return known
    batch = CertificateBatch(event=event, asked_at=at, asked_by=by, asked_for=number)
    db.session.add(batch)
    _note("issue certificates", batch, by, number=number)
    return batch


def pause(batch: CertificateBatch, *, by: User | None, at: datetime) -> None:
    """No more numbers; what has one gets its paper. Twice is the same as once.

    Raises `Refusal` for a batch that has finished.
    """
    _alone(batch)
    if batch.pause is None:
        batch.pauses.append(CertificateBatchPause(at=at, by=by))
        _note("pause certificates", batch, by)


def go_on(batch: CertificateBatch, *, by: User, at: datetime) -> None:
    """End the pause, and try at once what could not be printed; twice is the same as once.

    Raises `Refusal` for a batch that has finished.
    """
    _alone(batch)
    if batch.pause is not None:
        failing.try_again(batch.id)
        batch.pause.ended_by, batch.pause.ended_at = by, at
        _note("go on with certificates", batch, by)


def finish(batch: CertificateBatch, *, at: datetime) -> bool:
    """Close it, unless it is paused or something is left to do; whether it is closed."""
    hold(issuing.lock_of(batch.event_id))
    db.session.refresh(batch)
    progress = progress_of(batch)
    if batch.finished_at is None and batch.pause is None and progress.made == progress.total:
        batch.finished_at = at
        live.touch(issuing.topic(batch.event_id))
    return batch.finished_at is not None


def state_of(batch: CertificateBatch) -> State:
    if batch.finished_at is not None:
        return State.FINISHED
    return State.PAUSED if batch.pause is not None else State.RUNNING


def label_of(batch: CertificateBatch) -> str:
    return str(LABELS[state_of(batch)])


def tone_of(batch: CertificateBatch) -> str:
    return TONES[state_of(batch)]


def labels() -> dict[str, str]:
    return {str(state): str(label) for state, label in LABELS.items()}


def is_in_state(state: State) -> sa.ColumnElement[bool]:
    """The same for a query over batches."""
    if state is State.FINISHED:
        return CertificateBatch.finished_at.is_not(None)
    paused = CertificateBatch.pauses.any(CertificateBatchPause.ended_at.is_(None))
    open_ = CertificateBatch.finished_at.is_(None)
    return sa.and_(open_, paused if state is State.PAUSED else ~paused)


def of_event(event: Event) -> sa.Select[CertificateBatch]:
    return sa.select(CertificateBatch).filter_by(event_id=event.id)


def unfinished(event: Event) -> sa.Select[CertificateBatch]:
    return of_event(event).where(CertificateBatch.finished_at.is_(None))


def running() -> sa.Select[CertificateBatch]:
    """Those of all events that are to go on."""
    return sa.select(CertificateBatch).where(is_in_state(State.RUNNING))


def _alone(batch: CertificateBatch) -> None:
    hold(issuing.lock_of(batch.event_id))
    db.session.refresh(batch)
    if batch.finished_at is not None:
        raise Refusal(_("All certificates of this batch have been issued."))


def _note(act: str, batch: CertificateBatch, by: User | None, **details: int) -> None:
    db.session.flush()
    audit.record(
        act,
        f"certificate batch {batch.id}",
        user_id=by.id if by else None,
        event_id=batch.event_id,
        **details,
    )
    live.touch(issuing.topic(batch.event_id))
