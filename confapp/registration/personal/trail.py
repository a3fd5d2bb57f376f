"""Where a delegate's data went: who read them, took them away or changed them, by the log."""

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from confapp.audit import AuditEntry
from confapp.database import db
from confapp.registration.history import ACTS
from confapp.registration.models import Registration
from confapp.registration.personal import holding
from confapp.registration.personal.holding import Chapter

NEWEST = 200
LOOKED = _l("Looked at a list in which the delegate may stand")
# What other features note of their own lists.
OF_ALL = ("list of delegates", "list of letters", "register of certificates", "search at the desk")
TAKEN_AWAY = _l("Took away a list in which the delegate may stand")
TOOK = " delegates as "


@holding.tells
def trail(registration: Registration) -> Chapter:
    fields = {"at": _("Time"), "act": _("What was done"), "who": _("By whom")}
    rows = [
        (entry.at, str(_words_for(entry)), str(_who(entry, registration)))
        for entry in db.session.scalars(entries_about(registration))
    ]
    return Chapter("log", _("What was done with the data"), fields, rows, place=80)


def entries_about(registration: Registration) -> sa.Select[AuditEntry]:
    """Entries on the registration, and on lists of all delegates since it is there."""
    itself = AuditEntry.subject == f"registration {registration.id}"
    of_all = sa.and_(
        AuditEntry.act == "read",
        AuditEntry.at >= registration.created_at,
        sa.or_(AuditEntry.subject.in_(OF_ALL), AuditEntry.subject.contains(TOOK)),
    )
    rows = sa.select(AuditEntry).where(
        AuditEntry.event_id == registration.event_id, sa.or_(itself, of_all)
    )
    return rows.order_by(AuditEntry.id.desc()).limit(NEWEST)


def _words_for(entry: AuditEntry) -> str | LazyString:
    if TOOK in entry.subject:
        return TAKEN_AWAY
    return LOOKED if entry.subject in OF_ALL else ACTS.get(entry.act, entry.act)


def _who(entry: AuditEntry, registration: Registration) -> str:
    if entry.user_id == registration.user_id:
        return _("the delegate")
    return _("the organising committee") if entry.user_id else _("the program")
