"""When the mail server takes nothing: all letters wait, and one try at a time finds out."""

from datetime import datetime

import sqlalchemy as sa

from confapp.database import db, hold
from confapp.mail.models import Outage


def present() -> sa.Select[Outage]:
    """The outage that has not ended."""
    return sa.select(Outage).where(Outage.ended_at.is_(None)).order_by(Outage.id).limit(1)


def let_one_try(*, at: datetime, until: datetime) -> bool:
    """Whether to try the server now; in an outage whoever does keeps all others off meanwhile."""
    outage = db.session.scalar(present().with_for_update())
    may_try = outage is None or outage.next_attempt_at <= at
    if outage is not None and may_try:
        outage.next_attempt_at = until
    db.session.commit()
    return may_try


def note(error: str, *, at: datetime) -> None:
    """The server took nothing: letters wait, and no try is counted against them."""
    hold("mail outage")
    outage = db.session.scalar(present())
    if outage is None:
        outage = Outage(began_at=at, failures=0)
        db.session.add(outage)
    outage.note(error, at=at)


def end(*, at: datetime) -> None:
    """A letter has been taken."""
    db.session.execute(sa.update(Outage).where(Outage.ended_at.is_(None)).values(ended_at=at))


def try_at_once(*, at: datetime) -> None:
    """Somebody knows that the server is back, or hopes so."""
    still = sa.update(Outage).where(Outage.ended_at.is_(None))
    db.session.execute(still.values(next_attempt_at=at))
