"""Forgetting a delegate: the registration, all that hangs on it, and the account if it can go."""

from dataclasses import dataclass

import sqlalchemy as sa

from confapp import audit, live
from confapp.agenda.models import Version
from confapp.clock import now
from confapp.database import db, hold
from confapp.registration import enrolling, placing, programme_changes
from confapp.registration.models import ProgrammeNotice, Registration
from confapp.registration.personal import accounts, holding, letters, sent_lists

# The log says that it was done, and leads back to nobody.
SOMEBODY = "a delegate"


@dataclass(frozen=True)
class Forgotten:
    """What went: whether the account did, and which live topics have changed."""

    account_is_gone: bool
    topics: set[str]


def delete_own(registration: Registration) -> bool:
    """Delete all that is held about the delegate at their own wish; says whether the account went.

    Twice is the same as once.
    """
    event, event_id = registration.event, registration.event_id
    forgotten = forget(registration)
    if forgotten is None:
        return False
    placing.move_up(event, at=now())
    audit.record("delete own data", SOMEBODY, user_id=None, event_id=event_id)
    for topic in sorted(forgotten.topics):
        live.touch(topic)
    return forgotten.account_is_gone


def forget(registration: Registration) -> Forgotten | None:
    """Delete it without a word in the log; nothing when somebody else has just done so."""
    _hold_all(registration)
    number, event_id = registration.id, registration.event_id
    user_id, email_key = registration.user_id, registration.email_key
    # The account before the registration, as rows that name both ask for them.
    accounts.lock(user_id)
    if not _is_still_there(number):
        return None
    db.session.refresh(registration)
    topics = holding.forget_all_of(registration)
    sent_lists.forget(registration)
    letters.take_out(email_key, event_id)
    _forget_notices(user_id, event_id)
    db.session.flush()
    # Consents, sessions and the cancellation go with it.
    db.session.execute(sa.delete(Registration).where(Registration.id == number))
    account_is_gone = accounts.close_if_unneeded(user_id)
    if account_is_gone:
        letters.take_out(email_key, None)
    return Forgotten(account_is_gone, topics)


def _hold_all(registration: Registration) -> None:
    event_id = registration.event_id
    own = {
        enrolling.lock_of(event_id, registration.email_key),
        programme_changes.lock_of(event_id),
        enrolling.lock_of_lists(event_id),
    }
    for name in sorted(own.union(holding.locks_of(registration))):
        hold(name)
    # Last, as whoever registers does it: two that wait for each other would wait for ever.
    placing.hold_places(registration.event)


def _is_still_there(number: int) -> bool:
    locked = sa.select(Registration.id).where(Registration.id == number).with_for_update()
    return db.session.scalar(locked) is not None


def _forget_notices(user_id: int, event_id: int) -> None:
    of_event = sa.select(Version.id).where(Version.event_id == event_id)
    theirs = ProgrammeNotice.user_id == user_id
    db.session.execute(
        sa.delete(ProgrammeNotice).where(theirs, ProgrammeNotice.version_id.in_(of_event))
    )
