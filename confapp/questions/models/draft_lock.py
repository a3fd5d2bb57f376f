"""Who is writing an answer just now, as long as they go on."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base
from confapp.people.models import User


class DraftLock(Base):
    """Who has the pen of a question's answer; it tells the others, and never stops a save.

    `seen_at` is when the writer was last known to be typing.
    """

    __tablename__ = "question_draft_lock"

    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    since: Mapped[datetime]
    seen_at: Mapped[datetime]

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)
