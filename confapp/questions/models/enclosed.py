"""What its asker may send with a question: the provision that it is about, and a file."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from confapp.database import Base


class Reference(Base):
    """The provision that the asker says the question is about, as it was typed."""

    __tablename__ = "question_reference"

    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), primary_key=True)
    document: Mapped[str]
    article: Mapped[str] = mapped_column(sa.String(10))
    clause: Mapped[str] = mapped_column(sa.String(10))
    point: Mapped[str] = mapped_column(sa.String(10))


class Attachment(Base):
    """A file for who works on the question, and for nobody else; its bytes lie under its key."""

    __tablename__ = "question_attachment"
    __table_args__ = (sa.CheckConstraint("size > 0", name="size"),)

    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), primary_key=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(sa.String(8))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    storage_key: Mapped[str] = mapped_column(sa.String(64), unique=True)
    at: Mapped[datetime]
