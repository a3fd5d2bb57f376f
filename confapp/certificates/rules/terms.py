"""What it takes to get a certificate, in sentences for delegates."""

from collections.abc import Sequence

from flask_babel import gettext as _

from confapp.agenda.models import AgendaSession
from confapp.certificates.rules.sessions import needed
from confapp.certificates.rules.told import KINDS, MODES, ModeRules
from confapp.checkin import sittings
from confapp.database import Words
from confapp.events.models import Event
from confapp.i18n import local
from confapp.registration.models import ONLINE


def terms(event: Event, only: str | None = None) -> list[str]:
    """A sentence for each way of attending, or for only one of them."""
    sessions = sittings.of_event(event)
    return [_term(event, mode, sessions) for mode in MODES if only in {None, mode}]


def _term(event: Event, mode: str, sessions: Sequence[AgendaSession]) -> str:
    rules, is_online = ModeRules.of(event.certificate, mode), mode == ONLINE
    if not rules.is_issued:
        return (
            _("Nothing is issued for attending online.")
            if is_online
            else _("Nothing is issued for attending in person.")
        )
    kind = local(Words(vi=rules.kind, en=KINDS.get(rules.kind, "")))
    if rules.sessions is None:
        return _of_all(kind, is_online=is_online)
    names = ", ".join(local(one.title) for one in needed(event, mode, sessions))
    return _of_some(kind, names, is_online=is_online)


def _of_all(kind: str, *, is_online: bool) -> str:
    if is_online:
        return _(
            "Who attends online receives a “%(kind)s” after check-in to all sessions.", kind=kind
        )
    return _(
        "Who attends in person receives a “%(kind)s” after check-in to all sessions.", kind=kind
    )


def _of_some(kind: str, sessions: str, *, is_online: bool) -> str:
    if is_online:
        return _(
            "Who attends online receives a “%(kind)s” after check-in to: %(sessions)s.",
            kind=kind,
            sessions=sessions,
        )
    return _(
        "Who attends in person receives a “%(kind)s” after check-in to: %(sessions)s.",
        kind=kind,
        sessions=sessions,
    )
