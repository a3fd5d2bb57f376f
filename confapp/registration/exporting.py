"""The list of delegates to take away: exactly those who were chosen."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from confapp.clock import now
from confapp.database import db
from confapp.events.models import Event
from confapp.i18n import local
from confapp.registration.delegates import Choice, listed
from confapp.registration.models import IN_PERSON, Registration
from confapp.registration.standing import LABELS, standing_of
from confapp.sheets import Cell


def heads() -> list[str]:
    return [
        _("Registration code"),
        _("Form of address"),
        _("Full name"),
        _("Position"),
        _("Place of work"),
        _("Province or city"),
        _("How to attend"),
        _("Remote site"),
        _("Sessions"),
        _("State"),
        _("Telephone"),
        _("E-mail"),
        _("Dietary needs"),
        _("Needs of access and support"),
        _("Registered at"),
    ]


def rows(event: Event, choice: Choice) -> list[Sequence[Cell]]:
    """A row for each, in the order of the list."""
    return list(_rows(db.session.scalars(listed(event, choice)).all()))


def _rows(delegates: Sequence[Registration]) -> Iterator[Sequence[Cell]]:
    for one in delegates:
        yield (
            one.reference,
            one.salutation,
            one.full_name,
            one.post,
            one.organisation,
            one.province.short_name if one.province else _("Ministry"),
            _("In person") if one.mode == IN_PERSON else _("Online"),
            one.site,
            ", ".join(local(session.title) for session in one.sessions),
            str(LABELS[standing_of(one, at=now())]),
            one.phone,
            one.email if one.has_email else "",
            one.diet,
            one.access_needs,
            one.created_at,
        )
