"""What cannot be printed: noted, so that the rest is made meanwhile."""

import logging
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from types import TracebackType

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from confapp.certificates.models import Certificate, CertificateFailure
from confapp.database import db, unit_of_work
from confapp.errors import Refusal
from confapp.papers import PaperError

AGAIN = timedelta(minutes=10)
SENTENCE = _l(
    "This certificate cannot be printed at the moment. The organisers see this, and it is tried "
    "again every ten minutes; nothing is lost. Please try again later."
)

log = logging.getLogger(__name__)


class Unprintable(Refusal):
    """A certificate cannot be printed at the moment, whatever the reason."""

    def __init__(self) -> None:
        super().__init__(SENTENCE, status=503)

    @property
    def is_of_every_paper(self) -> bool:
        """Whether something is missing that other papers need too."""
        return isinstance(self.__cause__, PaperError)


class Watching(AbstractContextManager[None]):
    """While something is printed: whatever fails is noted, after the end of what was open then."""

    def note(self, error: Exception) -> None:
        raise NotImplementedError

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if isinstance(error, Exception):
            db.session.rollback()
            self.note(error)


class Noting(Watching):
    """While a certificate is printed: whatever fails is logged, noted and raised as `Unprintable`.

    Ends the transaction that is open then.
    """

    def __init__(self, certificate_id: int, *, at: datetime) -> None:
        self._certificate_id, self._at = certificate_id, at

    def note(self, error: Exception) -> None:
        log.error("certificate %s cannot be printed", self._certificate_id, exc_info=error)
        with unit_of_work() as work:
            work.merge(CertificateFailure(certificate_id=self._certificate_id, at=self._at))
        raise Unprintable from error


def try_again(batch_id: int) -> None:
    """Forget that certificates of a batch could not be printed, so that nothing waits for it."""
    own = sa.select(Certificate.id).where(Certificate.batch_id == batch_id)
    failures = sa.delete(CertificateFailure).where(CertificateFailure.certificate_id.in_(own))
    db.session.execute(failures)


def just_failed(at: datetime) -> sa.ColumnElement[bool]:
    """Whether a certificate has failed so recently that it is not tried again yet."""
    return Certificate.failure.has(CertificateFailure.at > at - AGAIN)


def failed() -> sa.ColumnElement[bool]:
    """Whether a certificate has failed and has no file since."""
    return sa.and_(Certificate.failure.has(), ~Certificate.file.has())
