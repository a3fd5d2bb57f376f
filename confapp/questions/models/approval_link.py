"""A link by mail with which a head approves one text, once and without an account."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base
from confapp.people.models import User
from confapp.questions.models.answer import Submission


class ApprovalLink(Base):
    """That this person was sent a link for this text; only the hash of its key is kept.

    `saves` is the text that the letter showed; who approves may do so only for that one.
    """

    __tablename__ = "question_approval_link"
    __table_args__ = (sa.UniqueConstraint("submission_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(sa.ForeignKey("question_submission.id"))
    user_id: Mapped[int] = mapped_column(
        sa.ForeignKey("people_user.id", ondelete="CASCADE"), index=True
    )
    key_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    saves: Mapped[int]
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    submission: Mapped[Submission] = relationship()
    user: Mapped[User] = relationship()
