"""What is known of a document; its bytes lie in the data folder under its key."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.agenda.models import AgendaItem
from confapp.database import Base, Words, words
from confapp.events.models import Event
from confapp.people.models import User
from confapp.vietnamese import fold

PUBLIC, REGISTERED = "public", "registered"


class Document(Base):
    """A file to read for an item of the programme, or for the conference as a whole."""

    __tablename__ = "agenda_document"
    __table_args__ = (
        sa.UniqueConstraint("submission_id", "position"),
        sa.CheckConstraint("audience in ('public', 'registered')", name="audience"),
        sa.CheckConstraint("size > 0", name="size"),
        sa.CheckConstraint("(removed_at is null) = (removed_by_id is null)", name="removal"),
        # An address that was passed on must never lead to another document.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("agenda_item.id", ondelete="CASCADE"), index=True
    )
    submission_id: Mapped[str] = mapped_column(sa.String(64))
    position: Mapped[int]
    title: Mapped[Words] = words("title")
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(sa.String(8))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    storage_key: Mapped[str] = mapped_column(sa.String(64), unique=True)
    audience: Mapped[str] = mapped_column(sa.String(12))
    opens_at: Mapped[datetime | None]
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people_user.id"))
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people_user.id"))
    searchable: Mapped[str]

    event: Mapped[Event] = relationship()
    item: Mapped[AgendaItem | None] = relationship()
    uploaded_by: Mapped[User] = relationship(foreign_keys=uploaded_by_id)

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None

    def is_open(self, *, at: datetime) -> bool:
        return self.opens_at is None or self.opens_at <= at

    def index(self) -> None:
        """Bring the column that lists search by up to date."""
        self.searchable = fold(f"{self.title.vi} {self.title.en} {self.name}")
