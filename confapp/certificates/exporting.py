"""The register to take away: exactly the lines that were chosen."""

from collections.abc import Sequence

from flask_babel import gettext as _

from confapp.certificates import register, showing
from confapp.certificates.models import Certificate
from confapp.certificates.register import Choice
from confapp.certificates.standing import label_of
from confapp.database import db
from confapp.events.models import Event
from confapp.sheets import Cell


def heads() -> list[str]:
    return [
        _("Certificate number"),
        _("Form of address"),
        _("Full name"),
        _("Position"),
        _("Place of work"),
        _("Kind of certificate"),
        _("Issued at"),
        _("State"),
        _("Supersedes the number"),
        _("Superseded by the number"),
        _("Revoked at"),
        _("Reason"),
        _("Code for verifying"),
    ]


def chosen(event: Event, choice: Choice) -> Sequence[Certificate]:
    """The certificates as the register lists them, with what came in the place of each."""
    return db.session.scalars(register.with_successors(register.listed(event, choice))).all()


def row(certificate: Certificate) -> Sequence[Cell]:
    printed, revocation = certificate.printed, certificate.revocation
    former, successor = certificate.supersedes, certificate.successor
    return (
        certificate.written_number,
        printed["salutation"],
        printed["full_name"],
        printed["post"],
        printed["organisation"],
        showing.kind_of(certificate),
        certificate.issued_at,
        label_of(certificate),
        former.written_number if former else "",
        successor.written_number if successor else "",
        revocation.at if revocation else None,
        revocation.reason if revocation else certificate.reason,
        certificate.code,
    )
