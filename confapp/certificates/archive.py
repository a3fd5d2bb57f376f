"""The files of certificates in one ZIP, under names that people can read."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from confapp.certificates import files
from confapp.certificates.models import Certificate, CertificateFile, SignedFile
from confapp.certificates.standing import Standing, is_standing
from confapp.database import db
from confapp.zips import Entry

# Files in memory at a time: some megabytes.
AT_ONCE = 20


def of_those(rows: sa.Select[Certificate]) -> Sequence[int]:
    """The ids of those among them that are valid and have a file, in the order of the rows."""
    valid = rows.where(Certificate.file.has(), is_standing(Standing.VALID))
    return db.session.scalars(valid.with_only_columns(Certificate.id)).all()


def entries(ids: Sequence[int]) -> Iterator[Entry]:
    """Read some at a time; whoever downloads slowly keeps no transaction open meanwhile."""
    for start in range(0, len(ids), AT_ONCE):
        rows = db.session.execute(_with_files(ids[start : start + AT_ONCE])).all()
        db.session.rollback()
        for printed, content, made_at in rows:
            name = files.file_name(printed["number"], printed["full_name"])
            yield Entry(name, made_at, [content])


def _with_files(ids: Sequence[int]) -> sa.Select[dict[str, Any], bytes, datetime]:
    """What was printed of each, and its file: the signed one once there is one."""
    content = sa.func.coalesce(SignedFile.content, CertificateFile.content)
    made_at = sa.func.coalesce(SignedFile.signed_at, CertificateFile.made_at)
    files_too = sa.select(Certificate.printed, content, made_at).join(Certificate.file)
    signed_too = files_too.outerjoin(SignedFile, SignedFile.certificate_id == Certificate.id)
    return signed_too.where(Certificate.id.in_(ids)).order_by(Certificate.number)
