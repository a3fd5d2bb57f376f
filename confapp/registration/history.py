"""What happened to a registration, from the audit log and in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp.audit import AuditEntry
from confapp.database import db
from confapp.people.models import User
from confapp.registration.models import Registration

NEWEST = 50
ACTS = {
    "register": _l("Registered"),
    "correct registration": _l("Corrected the registration"),
    "cancel registration": _l("Cancelled the registration"),
    "move registration": _l("Changed how or to what they come"),
    "approve": _l("Approved the registration"),
    "reject": _l("Did not approve the registration"),
    "offer place": _l("Was offered a place"),
    "confirm place": _l("Confirmed the place"),
    "wait again": _l("Lined up again"),
    "nominate": _l("Registered them for the delegation"),
    "replaced": _l("Named another delegate in their stead"),
    "replace": _l("Named them in another delegate's stead"),
    "invite": _l("Was invited"),
    "remind": _l("Was reminded of the invitation"),
    "accept invitation": _l("Accepted the invitation"),
    "decline invitation": _l("Declined the invitation"),
    "check in": _l("Checked in"),
    "take back check-in": _l("Took a check-in back"),
    "issue certificate": _l("Issued a certificate"),
    "supersede certificate": _l("Superseded the certificate"),
    "revoke certificate": _l("Revoked a certificate"),
    "withdraw consent": _l("Withdrew a consent"),
    "export own data": _l("Took their own data away"),
    "read": _l("Looked at the data"),
}


@dataclass(frozen=True)
class Step:
    """What was done, by whom and when."""

    words: str
    who: str
    at: datetime


def of_registration(registration: Registration) -> list[Step]:
    """The newest first; an act without words of its own stands as it was noted."""
    entries = (
        sa.select(AuditEntry)
        .filter_by(subject=f"registration {registration.id}")
        .order_by(AuditEntry.id.desc())
        .limit(NEWEST)
    )
    found = db.session.scalars(entries).all()
    names = _names([entry.user_id for entry in found])
    return [_step(entry, names) for entry in found]


def _step(entry: AuditEntry, names: dict[int, str]) -> Step:
    who = names.get(entry.user_id or 0, _("somebody whose account is gone"))
    if entry.user_id is None:
        who = _("by the link of the invitation") if "invitation" in entry.act else _("the program")
    return Step(str(ACTS.get(entry.act, entry.act)), who, entry.at)


def _names(ids: Sequence[int | None]) -> dict[int, str]:
    named = sa.select(User.id, User.full_name).where(User.id.in_({i for i in ids if i}))
    return {row[0]: row[1] for row in db.session.execute(named)}
