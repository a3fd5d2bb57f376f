"""Where the conference takes place: rooms, and the remote sites that are linked to them."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confapp.database import Base, Words, words
from confapp.events.models import Province


class Room(Base):
    """A room of the conference, or a meeting on the network; `link` is for those who take part."""

    __tablename__ = "agenda_room"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "name_vi"),
        sa.CheckConstraint("capacity > 0", name="capacity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    name: Mapped[Words] = words("name")
    capacity: Mapped[int | None]
    link: Mapped[str]


class Site(Base):
    """A remote site (điểm cầu) from which a province follows the conference."""

    __tablename__ = "agenda_site"
    __table_args__ = (sa.UniqueConstraint("event_id", "name_vi"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    province_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_province.id"))
    name: Mapped[Words] = words("name")
    address: Mapped[str]
    contact: Mapped[str]
    alphabet_key: Mapped[bytes] = mapped_column(sa.LargeBinary)
    searchable: Mapped[str]

    province: Mapped[Province | None] = relationship()
