"""Certificates that cannot be printed: noted, so that the others are made meanwhile."""

from datetime import datetime, timedelta
from types import TracebackType

import sqlalchemy as sa

from confapp.certificates.models import Certificate, CertificateFailure
from confapp.database import unit_of_work
from confapp.papers import PaperError

AGAIN = timedelta(minutes=10)


class Noting:
    """While a certificate is printed: whatever fails goes on as it is, and is noted.

    But for what every paper lacks, of which this one is not the cause.
    """

    def __init__(self, certificate_id: int, *, at: datetime) -> None:
        self._row = CertificateFailure(certificate_id=certificate_id, at=at)

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if kind is not None and issubclass(kind, Exception) and not issubclass(kind, PaperError):
            with unit_of_work() as work:
                work.merge(self._row)


def just_failed(at: datetime) -> sa.ColumnElement[bool]:
    """Whether a certificate has failed so recently that it is not tried again yet."""
    return Certificate.failure.has(CertificateFailure.at > at - AGAIN)


def failed() -> sa.ColumnElement[bool]:
    """Whether a certificate has failed and has no file since."""
    return sa.and_(Certificate.failure.has(), ~Certificate.file.has())
