"""What comes in with a question besides its words; a file is checked and kept before its row."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.agenda.documents import files, kinds
from confapp.agenda.documents.intake import Sent
from confapp.agenda.documents.unfit import Unfit
from confapp.bodies import MEGABYTE
from confapp.database import db
from confapp.questions.models import Attachment, Question, Reference

LARGEST_FILE = 5 * MEGABYTE
KINDS = ("pdf", "png", "jpeg")
ACCEPTED = ".pdf,.png,.jpg,.jpeg"


@dataclass(frozen=True)
class Enclosed:
    """`similar_shown` are the numbers of similar questions that the asker saw before sending.

    It is nothing, and not an empty list, where none could be shown: on paper, or offline.
    """

    reference: Reference | None = None
    attachment: Attachment | None = None
    similar_shown: list[int] | None = None

    def go_with(self, question: Question) -> None:
        """Keep with the question what came with it."""
        if self.reference is not None:
            question.reference_given = self.reference
        if self.attachment is not None:
            question.attachment = self.attachment


NOTHING = Enclosed()


def kept(sent: Sent, *, at: datetime) -> Attachment:
    """Check the file and write it down; ends the transaction that is open. Raises `Unfit`."""
    kind = kinds.kind_named(sent.name)
    size = sent.content.seek(0, 2)
    if kind.code not in KINDS:
        raise Unfit(_("“%(name)s” is not a PDF, PNG or JPEG file.", name=sent.name), status=422)
    if size > LARGEST_FILE:
        raise Unfit(
            _(
                "“%(name)s” has %(size)s: at most %(most)s MB, please.",
                name=sent.name,
                size=kinds.size_words(size),
                most=LARGEST_FILE // MEGABYTE,
            ),
            status=422,
        )
    # Checking and writing take a while and must not hold the database.
    db.session.commit()
    file = files.keep(kinds.checked(sent.content, sent.name), sent.name, at=at)
    return Attachment(
        name=sent.name,
        kind=kind.code,
        size=file.size,
        sha256=file.sha256,
        storage_key=file.key,
        at=at,
    )


@files.keeps
def keys_of_attachments() -> sa.Select[str]:
    return sa.select(Attachment.storage_key)
