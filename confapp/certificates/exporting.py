"""The register to take away: exactly the lines that were chosen."""

from collections.abc import Sequence

from flask_babel import gettext as _

from confapp.certificates import paper_states, register, showing
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
        _("File"),
        _("Signed by"),
        _("Signed at"),
    ]


def chosen(event: Event, choice: Choice) -> Sequence[Certificate]:
    """The certificates as the register lists them, with all that a row tells."""
    return db.session.scalars(register.with_papers(register.listed(event, choice))).all()


def row(certificate: Certificate) -> Sequence[Cell]:
    printed, revocation = certificate.printed, certificate.revocation
    former, successor = certificate.supersedes, certificate.successor
    signed = certificate.signed_file
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
        paper_states.label_of(certificate),
        signed.signer if signed else "",
        signed.signed_at if signed else None,
    )
