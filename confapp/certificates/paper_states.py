"""What there is of a certificate's paper: signed, unsigned, not printed; in Python and in SQL."""

from enum import StrEnum

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from confapp.certificates.models import Certificate
from confapp.certificates.standing import Standing, standing_of, stands


class PaperState(StrEnum):
    SIGNED = "signed"
    UNSIGNED = "unsigned"
    FAILED = "failed"
    WAITING = "waiting"
    NONE = "none"
    GONE = "gone"


LABELS = {
    PaperState.SIGNED: _l("Signed digitally"),
    PaperState.UNSIGNED: _l("Not signed digitally"),
    PaperState.FAILED: _l("Could not be printed"),
    PaperState.WAITING: _l("Not printed yet"),
    PaperState.NONE: _l("None was made"),
    PaperState.GONE: _l("Not kept: the data are deleted"),
}
TONES = {
    PaperState.SIGNED: "done",
    PaperState.UNSIGNED: "quiet",
    PaperState.FAILED: "stopped",
    PaperState.WAITING: "waiting",
    PaperState.NONE: "quiet",
    PaperState.GONE: "quiet",
}


def state_of(certificate: Certificate) -> PaperState:
    """The signed file counts before the one that was printed first, and a file before a failure."""
    if certificate.registration_id is None:
        return PaperState.GONE
    if certificate.signed_file is not None:
        return PaperState.SIGNED
    if certificate.file is not None:
        return PaperState.UNSIGNED
    if standing_of(certificate) is not Standing.VALID:
        return PaperState.NONE
    return PaperState.FAILED if certificate.failure is not None else PaperState.WAITING


def is_in_state(state: PaperState) -> sa.ColumnElement[bool]:
    """The same for a query over certificates."""
    is_kept, is_signed = Certificate.registration_id.is_not(None), Certificate.signed_file.has()
    has_file, has_failed = Certificate.file.has(), Certificate.failure.has()
    has_none = sa.and_(is_kept, ~is_signed, ~has_file)
    return {
        PaperState.SIGNED: sa.and_(is_kept, is_signed),
        PaperState.UNSIGNED: sa.and_(is_kept, ~is_signed, has_file),
        PaperState.FAILED: sa.and_(has_none, stands(), has_failed),
        PaperState.WAITING: sa.and_(has_none, stands(), ~has_failed),
        PaperState.NONE: sa.and_(has_none, ~stands()),
        PaperState.GONE: ~is_kept,
    }[state]


def label_of(certificate: Certificate) -> str:
    return str(LABELS[state_of(certificate)])


def tone_of(certificate: Certificate) -> str:
    return TONES[state_of(certificate)]


def labels() -> dict[str, str]:
    return {str(state): str(label) for state, label in LABELS.items()}
